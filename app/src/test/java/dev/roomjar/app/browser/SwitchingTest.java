package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Other devices in the middle of a call: Chromium has three microphones and three cameras that are not real. */
@Tag("browser")
@Timeout(120)
class SwitchingTest {

    /** Whether the picture of oneself is of that device. */
    static final String CAMERA = """
            (label) => document.querySelector('.tile-self video')?.srcObject?.getVideoTracks()[0]?.label === label
            """;

    /** Its page believes that the camera was pulled out, and can have no other until it is plugged in. */
    private static final String PULL_OUT = """
            () => {
              const devices = navigator.mediaDevices, ask = devices.getUserMedia.bind(devices);
              devices.getUserMedia = (wanted) =>
                wanted.video ? Promise.reject(new DOMException('no camera', 'NotFoundError')) : ask(wanted);
              window.plugIn = () => {
                devices.getUserMedia = ask;
                devices.dispatchEvent(new Event('devicechange'));
              };
              for (const track of window.opened.filter(({ kind }) => kind === 'video')) {
                track.stop();
                track.dispatchEvent(new Event('ended'));
              }
            }
            """;

    private static final String WATCH_TRACKS = """
            window.opened = [];
            const devices = navigator.mediaDevices, ask = devices.getUserMedia.bind(devices);
            devices.getUserMedia = async (wanted) => {
              const stream = await ask(wanted);
              window.opened.push(...stream.getTracks());
              return stream;
            };
            const clone = MediaStreamTrack.prototype.clone;
            MediaStreamTrack.prototype.clone = function () {
              const copy = clone.call(this);
              window.opened.push(copy);
              return copy;
            };
            """;

    private static final String CAMERA_LIGHT = """
            (on) => window.opened.filter((track) => track.kind === 'video').some((track) => track.readyState === 'live') === on
            """;

    @Test
    void devicesChangeTheCallGoesOnAndTheyAreTakenTheNextTime(@TempDir Path data) {
        try (Chromium chromium = Chromium.startAlone("--use-fake-device-for-media-stream=device-count=3");
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Switching");
                Visitor ben =
                        Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Switching")) {
            ana.seesAndHears("Ben");
            ben.presses("More");
            ben.page.locator("#open-settings").click();
            Locator cameras = ben.page.getByLabel("Camera").and(ben.page.locator("select"));
            assertThat(cameras.locator("option")).hasCount(3);

            cameras.selectOption(new SelectOption().setIndex(2)); // the second takes depth, which is no picture
            String picked = cameras.inputValue();
            Locator microphones = ben.page.getByLabel("Microphone").and(ben.page.locator("select"));
            assertThat(microphones.locator("option").nth(1)).isAttached();
            int last = microphones.locator("option").count() - 1;
            microphones.selectOption(new SelectOption().setIndex(last));
            ben.page.keyboard().press("Escape");
            assertThat(ben.page.locator("#settings")).isHidden();

            assertThat(ben.page.locator(".sheet-trouble")).hasText("");
            ben.awaits("shows itself by", CAMERA, "fake_device_2");
            ana.seesAndHears("Ben");
            ben.sees("Ben");

            assertThat(cameras).hasValue(picked);
            Visitor nextTime = ben.newTab("/rooms/Another");
            assertThat(nextTime.page.locator("#pick-camera")).hasValue(picked);
        }
    }

    @Test
    void aCameraThatIsOffIsGivenBackAndTakenAgain(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Light");
                Visitor ben = joinsWatched(chromium, server, "Light")) {
            ana.sees("Ben");

            ben.presses("Stop camera");
            ben.awaits("camera is given back", CAMERA_LIGHT, false);
            ana.hears("Ben");

            ben.presses("Start camera");
            ben.awaits("camera is taken again", CAMERA_LIGHT, true);
            ana.seesAndHears("Ben");
            ben.sees("Ben");
        }
    }

    @Test
    void aCameraThatIsPulledOutIsToldAndIsBackWhenItIsPluggedIn(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Cable");
                Visitor ben = joinsWatched(chromium, server, "Cable")) {
            ana.seesAndHears("Ben");

            ben.page.evaluate(PULL_OUT);
            ben.reads("We found no camera.");
            ana.hears("Ben");

            ben.page.evaluate("() => window.plugIn()");
            ana.seesAndHears("Ben");
            assertThat(ben.page.getByText("We found no camera.")).isHidden();
            ben.sees("Ben");
        }
    }

    @Test
    void aCameraThatIsOffStaysDarkWhenOneIsPluggedIn(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Dark");
                Visitor ben = joinsWatched(chromium, server, "Dark")) {
            ana.seesAndHears("Ben");
            ben.page.evaluate(PULL_OUT);
            ben.reads("We found no camera.");
            ben.page.evaluate("() => document.querySelector('[phx-hook=PublisherInit]')"
                    + ".dispatchEvent(new CustomEvent('roomjar:camera', { detail: { on: false } }))");

            ben.page.evaluate("() => window.plugIn()");
            assertThat(ben.page.getByText("We found no camera.")).isHidden();
            ben.awaits("camera is dark", CAMERA_LIGHT, false);
            ana.hears("Ben");
        }
    }

    /** Ben, whose page knows all tracks that it ever had. */
    private static Visitor joinsWatched(Chromium chromium, Server server, String room) {
        Visitor ben = Visitor.arrive(chromium, server.http());
        ben.profile.addInitScript(WATCH_TRACKS);
        ben.page.reload();
        return ben.saysName("Ben").joins(room);
    }
}
