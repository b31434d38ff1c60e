package dev.roomjar.media.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The installed Chromium with a fake camera and microphone, and a page for it on this machine, where cameras are allowed. */
final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
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
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--allow-loopback-in-peer-connection",
            "--autoplay-policy=no-user-gesture-required");

    private final HttpServer pages;
    private final Playwright playwright;
    private final Browser browser;

    Chromium() throws IOException {
        byte[] page;
        try (InputStream resource = Chromium.class.getResourceAsStream("call.html")) {
            page = Objects.requireNonNull(resource).readAllBytes();
        }
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        pages.start();
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(EXECUTABLE).setArgs(ARGUMENTS));
    }

    static boolean isInstalled() {
        return Files.isExecutable(EXECUTABLE);
    }

    Page page() {
        Page page = browser.newContext().newPage();
        page.navigate("http://127.0.0.1:" + pages.getAddress().getPort() + "/");
        return page;
    }

    /** Ends what the pages so far send and receive: it would cost the next test's pages their share of the machine. */
    void closePages() {
        List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    }

    @Override
    public void close() {
        playwright.close();
        pages.stop(0);
    }
}
