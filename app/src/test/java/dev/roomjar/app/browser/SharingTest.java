package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ben shows his screen; Ana is the host. */
@Tag("browser")
@Timeout(120)
class SharingTest {

    private static final String SCREEN_MOVES = """
            async () => {
              const video = document.querySelector('[data-screen=Ben] video');
              if (!video || video.videoWidth === 0) return false;
              return video.getVideoPlaybackQuality().totalVideoFrames > 0 && video.isConnected;
            }
            """;

    private static Chromium chromium;
    private static Server server;

    private static Visitor ana;
    private static Visitor ben;

    @BeforeAll
    static void twoPeopleMeet(@TempDir Path data) {
        chromium = Chromium.startAlone(
                "--auto-accept-this-tab-capture", "--auto-select-tab-capture-source-by-title=Roomjar");
        server = new Server(data);
        ana = Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Sharing");
        ben = Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Sharing");
        ben.sees("Ana");
        ana.sees("Ben");
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @Test
    void aSharedScreenIsLargeForTheOthersUntilItIsStopped() {
        ben.presses("Share screen");
        ben.reads("Everybody sees your screen.");
        ana.awaits("sees the screen", SCREEN_MOVES);
        assertThat(ana.page.locator("[data-screen=Ben].tile-large")).isVisible();
        ana.sees("Ben");

        ana.page.locator("[data-screen=Ben] .tile-more").click();
        ana.page.locator(".menu:popover-open [data-full-screen]").click();
        ana.awaits("fills the screen with it", "() => document.fullscreenElement?.dataset.screen === 'Ben'");
        ana.awaits("sees the screen", SCREEN_MOVES);
        ana.page.keyboard().press("Alt+F");
        ana.awaits(
                "fills the screen with the whole page",
                "() => document.fullscreenElement === document.documentElement");
        ana.page.keyboard().press("Alt+F");
        ana.awaits("fills it no more", "() => document.fullscreenElement === null");

        ben.page.locator("#share").click();
        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
        assertThat(ben.page.locator("#sharing-note")).hasCount(0);
        ana.sees("Ben");
    }

    @Test
    void aHostEndsASharedScreen() {
        ben.presses("Share screen");
        ana.awaits("sees the screen", SCREEN_MOVES);

        ana.page.locator("[data-screen=Ben] .tile-more").click();
        ana.page.locator(".menu:popover-open [phx-value-what=STOP_SHARING]").click();

        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
        ben.reads("Ana stopped your screen share.");
        assertThat(ben.page.locator("#share")).hasAttribute("aria-pressed", "false");
        ben.presses("Share screen");
        ana.awaits("sees the screen again", SCREEN_MOVES);
        ben.page.locator("#share").click();
        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
    }

    @Test
    void theScreenIsSharedOnWhenTheCallStartsAgain() {
        ben.presses("Share screen");
        ana.awaits("sees the screen", SCREEN_MOVES);

        server.stop();
        ana.reads("We lost the connection. Trying again…");
        server.startAgain();

        ana.sees("Ben");
        ana.awaits("sees the screen again", SCREEN_MOVES);
        ben.reads("Everybody sees your screen.");
        ben.page.locator("#share").click();
        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
    }

    @Test
    void theScreenEndsWithItsSource() {
        ben.page.evaluate("""
                () => {
                  const devices = navigator.mediaDevices, ask = devices.getDisplayMedia.bind(devices);
                  devices.getDisplayMedia = async (wanted) => (window.screenStream = await ask(wanted));
                }
                """);
        ben.presses("Share screen");
        ana.awaits("sees the screen", SCREEN_MOVES);

        // As the browser's own bar does it: tracks end without anybody having called stop().
        ben.page.evaluate(
                "() => { const [track] = window.screenStream.getVideoTracks(); track.stop(); track.dispatchEvent(new Event('ended')); }");

        assertThat(ana.page.locator("[data-screen]")).hasCount(0);
        assertThat(ben.page.locator("#share")).hasAttribute("aria-pressed", "false");
    }
}
