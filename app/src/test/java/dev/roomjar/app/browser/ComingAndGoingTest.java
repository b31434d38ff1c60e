package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names, the lobby, and what happens when browsers or the server go away. */
@Tag("browser")
@Timeout(120)
class ComingAndGoingTest {

    private static Chromium chromium;
    private static Server server;

    private Visitor ana;
    private Visitor ben;

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

    @BeforeEach
    void twoPeopleArrive() {
        ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
        ben = Visitor.arrive(chromium, server.http());
    }

    @AfterEach
    void everybodyGoes() {
        ana.close();
        ben.close();
    }

    @Test
    void whoHasATakenNameIsAskedForAnother() {
        ana.creates("Taken");
        ana.sees("Ana");
        ben.saysName("ana").joins("Taken");

        ben.reads("Somebody in that room is called ana already");
        ana.seesNobodyElseThan("Ana");

        ben.saysName("Ben").comesIn().sees("Ana");
    }

    @Test
    void theSameBrowserTakesItsPlaceOver() {
        ana.creates("Takeover");
        ben.saysName("Ben").joins("Takeover");
        ben.sees("Ana");

        Visitor tab = ana.newTab("/rooms/Takeover");
        tab.comesIn().sees("Ben");
        ana.reads("You joined this room in another window");
        ben.seesNobodyElseThan("Ana", "Ben");
        ben.sees("Ana");
    }

    @Test
    void aReloadComesBackAtOnce() {
        ana.creates("Reload");
        ben.saysName("Ben").joins("Reload");
        ben.sees("Ana");

        ana.page.reload();

        ana.seesAndHears("Ben");
        ben.seesNobodyElseThan("Ana", "Ben");
        ben.seesAndHears("Ana");
    }

    @Test
    void theLobbyCountsInFrontOfItsVisitors() {
        ben.reads("Nobody is in a room right now");
        ana.creates("Counting");
        ben.reads("1 person");
        try (Visitor cleo =
                Visitor.arrive(chromium, server.http()).saysName("Cleo").joins("Counting")) {
            ben.reads("2 people");
            assertThat(ben.page.locator("[data-room=Counting]")).containsText("Cleo");
            cleo.presses("Leave");
            ben.reads("1 person");
        }
        ana.presses("Leave");
        ben.reads("Nobody is in a room right now");
    }

    @Test
    void aSharedLinkAsksForANameFirst() {
        ana.creates("Année 7/b?");
        ben.page.navigate(ana.page.url());

        ben.saysName("Ben").comesIn().sees("Ana");
        ana.sees("Ben");
    }

    @Test
    void whoseBrowserDiesVanishes() {
        ana.creates("Crash");
        try (Chromium doomed = Chromium.startAlone()) {
            Visitor cleo =
                    Visitor.arrive(doomed, server.http()).saysName("Cleo").joins("Crash");
            cleo.sees("Ana");
            ana.sees("Cleo");

            doomed.kill();

            ana.seesNobodyElseThan("Ana");
        }
    }

    @Test
    void videoIsBackWithoutReloadAfterARestart() {
        ana.creates("Restart");
        ben.saysName("Ben").joins("Restart");
        ana.seesAndHears("Ben");
        ana.page.evaluate("window.notReloaded = true");
        ben.presses("Stop camera");

        server.stop();
        ana.reads("We lost the connection. Trying again…");
        server.startAgain();

        ben.seesAndHears("Ana");
        ana.hears("Ben");
        assertThat(ben.button("Start camera")).isVisible();
        ben.presses("Start camera");
        ana.sees("Ben");
        assertThat(ana.page.evaluate("window.notReloaded")).isEqualTo(true);
    }
}
