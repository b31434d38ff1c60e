package dev.roomjar.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium that the system has, with a camera and microphone that are not real. Used by one thread. Who asks for
 * nothing special shares one process with all other tests, in profiles of their own: a start costs two seconds of CPU time.
 */
final class Chromium implements AutoCloseable {
    /** Twenty pictures a second, for tests that count them; otherwise ten, which are cheaper. */
    static final String TWENTY_PICTURES = "--use-fake-device-for-media-stream=fps=20";

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

    /**
     * Frames of other sites have storage, one for every site around them, as people's browsers do it. Playwright turns that off,
     * and then they have none.
     */
    static final String STORAGE_IN_FRAMES = FEATURES_OFF.replace("ThirdPartyStoragePartitioning,", "");

    /** Ends with this JVM. */
    private static @Nullable Started shared;

    private final Started started;
    private final boolean own;
    private final List<BrowserContext> people = new ArrayList<>();

    private Chromium(Started started, boolean own) {
        this.started = started;
        this.own = own;
    }

    /** @param processes the browser's, without the driver's, which is their parent */
    private record Started(Playwright playwright, Browser browser, List<ProcessHandle> processes) {
        static Started with(Path executable, List<String> arguments) {
            List<ProcessHandle> before = ProcessHandle.current().children().toList();
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setArgs(arguments));
            List<ProcessHandle> processes = ProcessHandle.current()
                    .children()
                    .filter(process -> !before.contains(process))
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            return new Started(playwright, browser, processes);
        }

        void close() {
            browser.close();
            playwright.close();
        }
    }

    /** Skips the test, and says so, where there is no Chromium. */
    static Chromium start() {
        Started running = shared;
        if (running == null || !running.browser.isConnected()) {
            running = launch(List.of());
            shared = running;
        }
        return new Chromium(running, false);
    }

    /**
     * A process that no other test uses. Skips the test, and says so, where there is no Chromium.
     *
     * @param more of its switches; the last of a name counts
     */
    static Chromium startAlone(String... more) {
        return new Chromium(launch(List.of(more)), true);
    }

    private static Started launch(List<String> more) {
        if (EXECUTABLE.isEmpty()) {
            String reason = "Skipped: no Chromium on this machine (Debian: apt-get install chromium)";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(Visitor.PATIENCE_MS);
        List<String> arguments = new ArrayList<>(List.of(
                "--no-sandbox",
                FEATURES_OFF,
                "--disable-gpu",
                "--disable-quic",
                "--use-fake-device-for-media-stream=fps=10",
                "--allow-loopback-in-peer-connection",
                "--autoplay-policy=no-user-gesture-required"));
        arguments.addAll(more);
        return Started.with(EXECUTABLE.get(), arguments);
    }

    /** A browser profile of its own: other cookies, another person. */
    BrowserContext person(Browser.NewContextOptions options) {
        BrowserContext person = started.browser.newContext(options);
        people.add(person);
        return person;
    }

    /** Ends the browser's processes as a power cut does. */
    void kill() {
        if (!own) {
            throw new IllegalStateException("Other tests use this process");
        }
        started.processes.forEach(ProcessHandle::destroyForcibly);
    }

    /** Everybody's pages end. */
    @Override
    public void close() {
        if (own) {
            started.close();
        } else {
            people.forEach(BrowserContext::close);
        }
    }
}
