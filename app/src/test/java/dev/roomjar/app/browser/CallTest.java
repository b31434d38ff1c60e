package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** People see and hear each other, and nobody who has gone. */
@Tag("browser")
@Timeout(120)
class CallTest {

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
        ben = Visitor.arrive(chromium, server.http()).saysName("Ben");
    }

    @AfterEach
    void everybodyGoes() {
        ana.close();
        ben.close();
    }

    @Test
    void threePeopleSeeAndHearEachOther() {
        ana.creates("Physics");
        ben.joins("Physics");
        ana.seesAndHears("Ben");
        ben.seesAndHears("Ana");
        try (Visitor cleo =
                Visitor.arrive(chromium, server.http()).saysName("Cleo").joins("Physics")) {
            cleo.seesAndHears("Ana", "Ben");
            ana.seesAndHears("Ben", "Cleo");
            ben.seesAndHears("Ana", "Cleo");
            cleo.sees("Cleo");
        }
        ana.seesNobodyElseThan("Ana", "Ben");
        ben.sees("Ana");
    }

    @Test
    void whoLeavesOrClosesTheTabVanishes() {
        ana.creates("Leaving");
        ben.joins("Leaving");
        ana.sees("Ben");

        ben.presses("Leave");
        ana.seesNobodyElseThan("Ana");

        ben.presses("Join again");
        ana.sees("Ben");
        ben.page.close();
        ana.seesNobodyElseThan("Ana");
    }

    @Test
    void muteAndCameraShowOnEveryPage() {
        ana.creates("Switches");
        ben.joins("Switches");
        ana.seesAndHears("Ben");

        ben.presses("Mute");
        assertThat(ben.button("Unmute")).hasAttribute("aria-pressed", "true");
        assertThat(ana.tile("Ben").getByLabel("Microphone off")).isVisible();
        ben.presses("Unmute");
        ana.hears("Ben");

        ben.presses("Stop camera");
        assertThat(ben.button("Start camera")).isVisible();
        assertThat(ana.tile("Ben").locator("video")).isHidden();
        ben.presses("Start camera");
        ana.sees("Ben");
    }
}
