package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What hosts do, between real pages. Ana is the host. */
@Tag("browser")
@Timeout(180)
class HostingTest {

    /** A page that keeps its microphone on whatever it is told. */
    private static final String DEAF_TO_MUTING =
            "document.addEventListener('roomjar:microphone', (event) => event.stopImmediatePropagation(), true)";

    private static final String STILL_SENDS = """
            () => window.peers.flatMap((peer) => peer.getSenders()).some(({ track }) => track?.kind === 'audio' && track.enabled)
            """;

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

    private static Visitor person(String name) {
        return Visitor.arrive(chromium, server.http()).saysName(name);
    }

    /** Without devices: quicker where nobody need be seen. */
    private static Visitor watcher(String name) {
        return Visitor.arriveShy(chromium, server.http()).saysName(name);
    }

    private static void opensPeople(Visitor host) {
        if (host.page.locator("#people").count() == 0) {
            host.page.locator("#toggle-people").click();
        }
    }

    private static void does(Visitor host, String name, String action) {
        opensPeople(host);
        Locator row = host.page.locator("[data-person='" + name + "']");
        row.waitFor();
        if (row.locator(".person-menu").count() == 0) {
            row.locator("[aria-expanded]").click();
        }
        row.locator("[phx-value-what=" + action + "]").click();
    }

    private static void agrees(Visitor host) {
        host.page.locator("dialog[open] .button-danger").click();
    }

    private static void opensSettings(Visitor host) {
        opensPeople(host);
        host.page.locator("#open-room").click();
    }

    private static void flips(Visitor host, String id, boolean on) {
        host.page.locator(id).click();
        assertThat(host.page.locator(id)).hasAttribute("aria-checked", Boolean.toString(on));
    }

    @Test
    void aNewNameIsKeptForTheNextTime() {
        try (Visitor ana = watcher("Ana").creates("Naming")) {
            opensPeople(ana);
            ana.page.locator("#rename").click();
            ana.page.locator("#rename-name").fill("Anna");
            var kept = ana.page.waitForResponse(
                    "**/name", () -> ana.page.keyboard().press("Enter"));
            assertThat(kept.request().method()).isEqualTo("POST");

            ana.presses("Leave");
            ana.presses("Join again");
            assertThat(ana.tile("Anna")).isVisible();
            ana.page.navigate(server.http());
            ana.reads("Hello, Anna.");
        }
    }

    @Test
    void aMutedPersonIsNotHeardWhateverTheirPageDoes() {
        try (Visitor ana = person("Ana").creates("Muting");
                Visitor ben = person("Ben")) {
            ben.profile.addInitScript(DEAF_TO_MUTING);
            ben.page.reload();
            ben.joins("Muting");
            ana.hears("Ben");

            does(ana, "Ben", "MUTE");
            ben.reads("Ana muted you.");
            ana.hearsNothingOf("Ben");
            assertThat(ben.page.evaluate(STILL_SENDS)).isEqualTo(true);

            does(ana, "Ben", "ASK_TO_UNMUTE");
            assertThat(ben.page.locator("#asked")).containsText("Ana asks you to unmute.");
            ben.page.locator("#asked-yes").click();
            ana.hears("Ben");

            ana.page.locator("#mute-all").click();
            ana.hearsNothingOf("Ben");
            ben.hears("Ana");
        }
    }

    @Test
    void aCameraIsStoppedAndItsPersonRemovedAndBanned() {
        try (Visitor ana = person("Ana").creates("Order");
                Visitor ben = person("Ben").joins("Order")) {
            ana.sees("Ben");
            does(ana, "Ben", "STOP_CAMERA");
            ben.reads("Ana stopped your camera.");
            assertThat(ana.tile("Ben")).hasClass(Pattern.compile(".*camera-off.*"));

            does(ana, "Ben", "REMOVE");
            assertThat(ana.page.locator("dialog[open]")).containsText("Remove Ben from the room?");
            assertThat(ana.page.locator("dialog[open] [data-cancel]")).isFocused();
            ana.page.keyboard().press("Escape");
            assertThat(ana.page.locator("dialog[open]")).hasCount(0);
            does(ana, "Ben", "REMOVE");
            agrees(ana);
            ben.reads("A host has removed you");
            ana.seesNobodyElseThan("Ana");

            ben.presses("Join again");
            ana.seesNobodyElseThan("Ana", "Ben");
            does(ana, "Ben", "BAN");
            agrees(ana);
            ben.reads("A host has put you out of that room for good.");
            ben.page.reload();
            ben.comesIn();
            ben.reads("A host has put you out of that room for good.");
        }
    }

    @Test
    void theDoorIsLockedHasAPasswordAndAWaitingRoom() {
        try (Visitor ana = watcher("Ana").creates("Doors");
                Visitor ben = watcher("Ben");
                Visitor cleo = watcher("Cleo")) {
            opensSettings(ana);
            flips(ana, "#set-lock", true);
            ben.joins("Doors");
            ben.reads("That room is locked");
            flips(ana, "#set-lock", false);

            ana.page.locator("#new-password").fill("blue");
            ana.page.keyboard().press("Enter");
            assertThat(ana.page.locator("#password-set")).isVisible();
            flips(ana, "#set-waiting", true);
            ben.presses("Join again");
            ben.page.locator("#room-password").fill("red");
            ben.page.keyboard().press("Enter");
            ben.reads("That is not the password of this room.");
            ben.page.locator("#room-password").fill("blue");
            ben.page.keyboard().press("Enter");
            assertThat(ana.page.locator("#knocks")).containsText("Ben wants to come in.");
            ana.page.getByLabel("Let Ben in").click();
            ben.seesNobodyElseThan("Ana", "Ben");

            ana.page.locator("#password-remove").click();
            assertThat(ana.page.locator("#password-set-form")).isVisible();
            ana.page.keyboard().press("Escape");
            assertThat(ana.page.locator("#room-settings")).hasCount(0);
            cleo.joins("Doors");
            ana.page.getByLabel("Turn Cleo away").click();
            cleo.reads("The host did not let you in.");
        }
    }

    @Test
    void guestsWriteAndRenameThemselvesUnlessTheHostForbidsIt() {
        try (Visitor ana = watcher("Ana").creates("Quiet");
                Visitor ben = watcher("Ben").joins("Quiet")) {
            ben.seesNobodyElseThan("Ana", "Ben");
            ben.page.locator("#toggle-people").click();
            ben.page.locator("#rename").click();
            assertThat(ben.page.locator("#rename-name")).isFocused();
            ben.page.locator("#rename-name").fill("Benno");
            ben.page.keyboard().press("Enter");
            ana.seesNobodyElseThan("Ana", "Benno");

            opensSettings(ana);
            flips(ana, "#allow-rename", false);
            flips(ana, "#allow-chat", false);
            assertThat(ben.page.locator("#rename")).hasCount(0);
            ben.page.locator("#toggle-chat").click();
            ben.reads("Only hosts can write in this room now.");
            assertThat(ben.page.locator("#chat-text")).isHidden();
            flips(ana, "#allow-chat", true);
            assertThat(ben.page.locator("#chat-text")).isVisible();
        }
    }

    @Test
    void whoeverIsPromotedMayEndTheRoomForAll() {
        try (Visitor ana = watcher("Ana").creates("Handover");
                Visitor ben = watcher("Ben").joins("Handover")) {
            ben.seesNobodyElseThan("Ana", "Ben");
            does(ana, "Ben", "PROMOTE");
            opensSettings(ben);
            ben.page.locator("#end-for-all").click();
            agrees(ben);

            ana.reads("The host has ended this room");
            ben.reads("The host has ended this room");
        }
    }
}
