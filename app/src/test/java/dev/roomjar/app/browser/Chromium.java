package dev.roomjar.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium that the system has, with a camera and microphone that are not real. Used by one thread. */
final class Chromium implements AutoCloseable {

    private static final Stream<String> PLACES = Stream.of(
            "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome");
    private static final Optional<Path> EXECUTABLE =
            PLACES.map(Path::of).filter(Files::isExecutable).findFirst();

    /**
     * The address bar's popups, which Chromium renders beside every page though nobody opens them: a second of CPU time
     * each. What stands before them is what Playwright turns off, since the last switch of a name counts.
     */
    private static final String FEATURES_OFF = "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,"
            + "BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose,DialMediaRouteProvider,"
            + "GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
            + "BlockOriginHeaderModificationOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup";

    private final Playwright playwright;
    private final Browser browser;
    private final List<ProcessHandle> processes;

    private Chromium(Path executable, List<String> arguments) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(arguments));
        processes = ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process))
                .toList();
    }

    /**
     * Skips the test, and says so, where there is no Chromium.
     *
     * @param more of its switches; the last of a name counts
     */
    static Chromium start(String... more) {
        if (EXECUTABLE.isEmpty()) {
            String reason = "Skipped: no Chromium on this machine (Debian: apt-get install chromium)";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--no-sandbox",
                FEATURES_OFF,
                "--disable-gpu",
                "--disable-quic",
                "--use-fake-device-for-media-stream",
                "--allow-loopback-in-peer-connection",
                "--autoplay-policy=no-user-gesture-required"));
        arguments.addAll(List.of(more));
        return new Chromium(EXECUTABLE.get(), arguments);
    }

    /** A browser profile of its own: other cookies, another person. */
    BrowserContext person(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    /** Ends the browser's processes as a power cut does. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
