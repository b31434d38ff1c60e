package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the browser itself does for the picture: other windows, the whole screen, the next camera, blurring. */
@Tag("browser")
@Timeout(120)
class ViewTest {
    /** Who is seen in the small window. */
    private static final String SMALL_WINDOW = """
            (name) => (document.pictureInPictureElement?.closest('[data-user]')?.dataset.user ?? '') === name
            """;

    private static final String FULL_SCREEN = """
            (on) => (document.fullscreenElement === document.documentElement) === on
            """;

    /** Cameras of systems that blur: what Chromium offers on them, and what is asked of them. */
    private static final String CAMERAS_THAT_BLUR = """
            const track = MediaStreamTrack.prototype;
            const [capabilities, settings, apply] = [track.getCapabilities, track.getSettings, track.applyConstraints];
            const blurred = new Set();
            track.getCapabilities = function () {
              const own = capabilities.call(this);
              return this.kind === 'video' ? { ...own, backgroundBlur: [false, true] } : own;
            };
            track.getSettings = function () { return { ...settings.call(this), backgroundBlur: blurred.has(this) }; };
            track.applyConstraints = async function ({ backgroundBlur, ...others }) {
              if (backgroundBlur) blurred.add(this); else blurred.delete(this);
              await apply.call(this, others);
            };
            window.blurredAndSent = () => window.peers.flatMap((peer) => peer.getSenders())
              .some(({ track }) => track?.kind === 'video' && blurred.has(track));
            """;

    @Test
    void pictureInPictureAndFullScreenGoAndComeBack(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Windows");
                Visitor ben =
                        Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Windows")) {
            ana.seesAndHears("Ben");

            ana.presses("More");
            ana.page.locator("#pip").click();
            ana.awaits("has in a small window", SMALL_WINDOW, "Ben");
            ana.page.keyboard().press("Alt+J");
            ana.awaits("has no small window", SMALL_WINDOW, "");

            ana.presses("More");
            ana.page.locator("#full").click();
            ana.awaits("fills the screen:", FULL_SCREEN, true);
            ana.page.keyboard().press("Alt+F");
            ana.awaits("fills the screen:", FULL_SCREEN, false);

            ana.sees("Ben");
            ben.sees("Ana");
        }
    }

    @Test
    void theCameraIsTurnedToTheNextAndTheCallGoesOn(@TempDir Path data) {
        try (Chromium chromium = Chromium.startAlone("--use-fake-device-for-media-stream=fps=10,device-count=3");
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Turning");
                Visitor ben =
                        Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Turning")) {
            ana.seesAndHears("Ben");
            ben.awaits("sends", SwitchingTest.CAMERA, "fake_device_0");

            turn(ben, "fake_device_1"); // which takes depth, and is no picture
            turn(ben, "fake_device_2");
            ana.seesAndHears("Ben");
            ben.sees("Ben");
        }
    }

    private static void turn(Visitor person, String to) {
        person.presses("More");
        person.page.locator("[data-media=flip]").click();
        person.awaits("has turned to", SwitchingTest.CAMERA, to);
    }

    @Test
    void whereTheBrowserBlursItIsOffered(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana = Visitor.arrive(chromium, server.http())) {
            ana.profile.addInitScript(CAMERAS_THAT_BLUR);
            ana.page.reload();
            ana.saysName("Ana").creates("Blur");
            ana.sees("Ana");

            ana.presses("More");
            ana.page.locator("#open-settings").click();
            ana.page.getByLabel("Blur").check();
            ana.awaits("sends a blurred picture", "() => window.blurredAndSent()");
            ana.page.getByLabel("Blur").uncheck();
            ana.awaits("sends a clear picture", "() => !window.blurredAndSent()");
        }
    }

    @Test
    void whereItDoesNotThereIsNoSwitch(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Clear")) {
            ana.sees("Ana");
            ana.presses("More");
            ana.page.locator("#open-settings").click();
            assertThat(ana.page.locator("#settings")).isVisible();
            assertThat(ana.page.getByLabel("Blur")).isHidden();
        }
    }
}
