package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The mirror before the room: what one sees, hears and chooses there, and what comes along into the room. */
@Tag("browser")
@Timeout(120)
class PreviewTest {

    private static Chromium chromium;
    private static Server server;

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        server = new Server(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @Test
    void oneSeesAndHearsOneselfAndEnterJoins() {
        try (Visitor ana = before("Mirror", "Ana")) {
            ana.page.waitForFunction("() => document.querySelector('#mirror video').videoWidth > 0");
            // The microphone that is not real beeps once a second.
            ana.page.waitForFunction("() => Number(document.querySelector('[role=meter]').ariaValueNow) > 20");
            ana.reads("We hear you.");
            assertThat(ana.page.locator("#join")).isFocused();

            ana.page.keyboard().press("Enter");

            ana.sees("Ana");
        }
    }

    @Test
    void theBrowserIsAskedOnceForPreviewAndCall() {
        try (Visitor ana = arrive("Ana")) {
            ana.profile.addInitScript("""
                    window.asked = 0;
                    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                    navigator.mediaDevices.getUserMedia = (wanted) => { window.asked++; return ask(wanted); };
                    """);
            ana.page.navigate("/rooms/Once");
            ana.comesIn().sees("Ana");

            assertThat(ana.page.evaluate("window.asked")).isEqualTo(1);
        }
    }

    @Test
    void whatIsOffInThePreviewIsNeverOnInTheRoom() {
        try (Visitor ana = arrive("Ana").creates("Shy");
                Visitor ben = before("Shy", "Ben")) {
            ana.sees("Ana");
            ana.page.evaluate("""
                    () => {
                      window.seen = [];
                      new MutationObserver(() => {
                        const tile = document.querySelector('[data-user=Ben]');
                        if (tile) window.seen.push(tile.classList.contains('camera-off') && !!tile.querySelector('.icon-mic-off'));
                      }).observe(document.body, { subtree: true, childList: true, attributes: true });
                    }
                    """);
            ben.presses("Stop camera");
            ben.presses("Mute");
            ben.reads("Your camera is off");
            ben.reads("Your microphone is off.");
            ben.comesIn().sees("Ana");

            assertThat(ben.button("Start camera")).isVisible();
            assertThat(ana.tile("Ben")).hasClass(Pattern.compile("camera-off"));
            assertThat(ana.page.evaluate("window.seen.length > 0 && window.seen.every((off) => off)"))
                    .isEqualTo(true);

            ben.presses("Start camera");
            ana.sees("Ben");
        }
    }

    @Test
    void choicesAreRememberedAndDevicesCanBePicked() {
        try (Visitor ana = before("Choices", "Ana")) {
            Locator camera = ana.page.getByLabel("Camera");
            assertThat(camera.locator("option")).not().hasCount(0);
            String other = camera.locator("option").last().getAttribute("value");
            camera.selectOption(other);
            ana.page.waitForFunction(
                    "(id) => document.querySelector('#mirror video').srcObject?.getVideoTracks()[0]?.getSettings().deviceId === id",
                    other);
            ana.presses("Mute");
            ana.reads("Your microphone is off.");

            Visitor later = ana.newTab("/rooms/Choices");

            assertThat(later.button("Unmute")).isVisible();
            assertThat(later.page.getByLabel("Camera")).hasValue(other);
            later.comesIn().sees("Ana");
            assertThat(later.button("Unmute")).isVisible();
        }
    }

    @Test
    void aCameraThatWasOffStaysDarkUntilItIsSwitchedOn() {
        try (Visitor ana = before("Dark", "Ana")) {
            ana.page.waitForFunction("() => document.querySelector('#mirror video').videoWidth > 0");
            ana.presses("Stop camera");
            ana.reads("Your camera is off");
            ana.profile.addInitScript("""
                    window.cameras = 0;
                    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
                    navigator.mediaDevices.getUserMedia = (wanted) => {
                      if (wanted.video) window.cameras++;
                      return ask(wanted);
                    };
                    """);
            Visitor later = ana.newTab("/rooms/Dark");
            assertThat(later.button("Start camera")).isVisible();
            later.reads("We hear you.");
            later.comesIn();
            assertThat(later.page.locator("#toggle-people")).isVisible();
            ana.page.navigate("/");
            try (Visitor ben = arrive("Ben").joins("Dark")) {
                ben.hears("Ana");
                assertThat(later.page.evaluate("window.cameras")).isEqualTo(0);
                later.presses("Start camera");
                ben.sees("Ana");
                later.sees("Ana");
            }
        }
    }

    @Test
    void theSpeakerIsTestedWithASound() {
        try (Visitor ana = before("Sound", "Ana")) {
            assertThat(ana.page.getByLabel("Speaker")).isVisible();
            ana.presses("Test speaker");
            ana.reads("Do you hear it?");
            assertThat(ana.button("Test speaker")).isVisible();
        }
    }

    @Test
    void aRefusalSaysWhatToDoAndAnotherTryNeedsNoReload() {
        try (Visitor ana = Visitor.arriveShy(chromium, server.http()).saysName("Ana")) {
            ana.page.navigate("/rooms/Refusal");
            ana.reads("Your browser does not let this page use your camera and microphone");
            assertThat(ana.page.locator("#mirror #camera")).isDisabled();
            ana.page.evaluate("window.notReloaded = true");

            ana.profile.grantPermissions(List.of("camera", "microphone"));
            // Where the browser tells of the permission, the button is gone by itself.
            ana.page.evaluate("document.getElementById('retry')?.click()");

            ana.page.waitForFunction("() => document.querySelector('#mirror video').videoWidth > 0");
            assertThat(ana.page.locator("#trouble")).hasCount(0);
            ana.comesIn().sees("Ana");
            assertThat(ana.page.evaluate("window.notReloaded")).isEqualTo(true);
        }
    }

    @Test
    void aPageThatIsNotSecureLinksToTheOneThatIs() {
        try (Visitor ana = arrive("Ana")) {
            ana.profile.addInitScript("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });");
            ana.page.navigate("/rooms/Plain?invite=x");

            ana.reads("Browsers give camera and microphone only to secure pages.");
            assertThat(ana.page.locator("#secure-link")).hasAttribute("href", server.https() + "/rooms/Plain?invite=x");
        }
    }

    @Test
    void oneWaitsBeforeTheRoomAndIsTakenInWithTheCamera() {
        try (Visitor ana = arrive("Ana")) {
            ana.page.getByLabel("Room name").fill("Knock");
            ana.page.getByText("Options").click();
            ana.page.getByLabel("Waiting room").check();
            ana.presses("Create room");
            ana.reads("You will let people in one by one.");
            ana.comesIn().sees("Ana");
            try (Visitor ben = before("Knock", "Ben")) {
                ben.comesIn().reads("Waiting to be let in");
                assertThat(ben.page).hasTitle(Pattern.compile("^Waiting: Knock"));
                assertThat(ben.page.locator("#knocking-heading")).isFocused();

                ana.page.locator("#knocks [phx-click=admit]").click();

                ben.seesAndHears("Ana");
                ana.seesAndHears("Ben");
            }
        }
    }

    @Test
    void anInviteLinkIsMadeCopiedAndLetsIn() {
        try (Visitor ana = arrive("Ana")) {
            ana.page.getByLabel("Room name").fill("Party");
            ana.page.getByText("Options").click();
            ana.page.getByLabel("Password").fill("pear");
            ana.presses("Create room");
            ana.comesIn().sees("Ana");
            ana.presses("Invite");
            assertThat(ana.page.locator("#invite-dialog")).isVisible();
            ana.page.getByLabel("Who has the link").selectOption("HOST");
            assertThat(ana.page.locator("#invite-link"))
                    .hasValue(Pattern.compile("http://localhost:\\d+/rooms/Party\\?invite=.+"));
            assertThat(ana.page.locator("#invite-dialog")).isVisible();
            String link = ana.page.locator("#invite-link").inputValue();
            ana.page.keyboard().press("Escape");
            assertThat(ana.page.locator("#invite-dialog")).hasCount(0);
            assertThat(ana.page.locator("#invite-open")).isFocused();

            try (Visitor ben = Visitor.arrive(chromium, server.http())) {
                ben.page.navigate(link);
                ben.reads("You are invited as a host.");
                ben.saysName("Ben").comesIn().sees("Ana");
            }
        }
    }

    private static Visitor arrive(String name) {
        Visitor visitor = Visitor.arrive(chromium, server.http()).saysName(name);
        visitor.reads("Room name");
        return visitor;
    }

    /** Somebody in front of a room. */
    private static Visitor before(String room, String name) {
        Visitor visitor = arrive(name);
        visitor.page.navigate("/rooms/" + room);
        return visitor;
    }
}
