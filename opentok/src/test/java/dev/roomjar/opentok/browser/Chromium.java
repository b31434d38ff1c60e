package dev.roomjar.opentok.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The machine's Chromium, headless, with a fake camera and microphone that nobody asks about. */
final class Chromium {
    /**
     * The address bar's popups, which Chromium renders beside every page though nobody opens them: a second of CPU time
     * each. What stands before them is what Playwright turns off, since the last switch of a name counts.
     */
    private static final String FEATURES_OFF = "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,"
            + "BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose,DialMediaRouteProvider,"
            + "GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
            + "BlockOriginHeaderModificationOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
            + "WebUIOmniboxPopup,WebUIOmniboxAimPopup";

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            FEATURES_OFF,
            "--disable-gpu",
            "--disable-quic",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--allow-loopback-in-peer-connection",
            "--autoplay-policy=no-user-gesture-required");

    private Chromium() {}

    static Browser launch(Playwright playwright) {
        Path executable = Stream.of("chromium", "chromium-browser", "google-chrome")
                .map(name -> Path.of("/usr/bin", name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(""));
        assumeTrue(Files.isExecutable(executable), "Chromium is not installed (apt-get install chromium)");
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(ARGUMENTS));
    }
}
