package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is on the stage, and how large: three people, of whom Ana is the host. */
@Tag("browser")
@Timeout(120)
class StageTest {

    private static final Pattern LARGE = Pattern.compile("\\btile-large\\b");

    /** Tiles lie inside the stage and nowhere on each other. */
    private static final String TIDY = """
            () => {
              const boxes = [...document.querySelectorAll('#stage > .tile:not(.tile-away)')].map((t) => t.getBoundingClientRect());
              const stage = document.querySelector('#stage').getBoundingClientRect();
              const inside = boxes.every((b) => b.width > 40 && b.left >= stage.left - 1 && b.right <= stage.right + 1
                && b.top >= stage.top - 1 && b.bottom <= stage.bottom + 1);
              const apart = boxes.every((a, i) => boxes.every((b, j) =>
                i <= j || a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1));
              return inside && apart && boxes.length > 0;
            }
            """;

    /** What is heard off the stage is no silence, and its picture does not move. */
    private static final String HEARD_ONLY = """
            async () => {
              const video = document.querySelector('#offstage video');
              const track = video?.srcObject?.getAudioTracks()[0];
              if (!track) return false;
              const energy = async () => {
                for (const peer of window.peers)
                  for (const report of (await peer.getStats()).values())
                    if (report.type === 'inbound-rtp' && report.trackIdentifier === track.id) return report.totalAudioEnergy;
                return 0;
              };
              const before = [await energy(), video.getVideoPlaybackQuality().totalVideoFrames];
              await new Promise((resolve) => setTimeout(resolve, 1200));
              return !video.paused && (await energy()) > before[0]
                && video.getVideoPlaybackQuality().totalVideoFrames === before[1];
            }
            """;

    private static Chromium chromium;
    private static Server server;

    private static Visitor ana;
    private static Visitor ben;
    private static Visitor cleo;

    @BeforeAll
    static void threePeopleMeet(@TempDir Path data) {
        chromium = Chromium.start();
        server = new Server(data);
        ana = Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Stage");
        ben = Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Stage");
        cleo = Visitor.arrive(chromium, server.http()).saysName("Cleo").joins("Stage");
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    /** Each test leaves the room as it was. */
    @BeforeEach
    void everybodyIsThere() {
        ana.page.setViewportSize(1280, 800);
        ana.seesNobodyElseThan("Ana", "Ben", "Cleo");
        ana.sees("Ben");
        ana.sees("Cleo");
    }

    @Test
    void tilesFillTheStageWithoutCoveringEachOther() {
        for (int[] size : new int[][] {{1280, 800}, {390, 844}, {844, 390}}) {
            ana.page.setViewportSize(size[0], size[1]);
            ana.awaits("tidy tiles at " + size[0], TIDY);
        }
        menuOf(ana, "Ben", "Pin");
        assertThat(ana.tile("Ben")).hasClass(LARGE);
        for (int[] size : new int[][] {{1280, 800}, {390, 844}, {844, 390}}) {
            ana.page.setViewportSize(size[0], size[1]);
            ana.awaits("tidy tiles with a large one at " + size[0], TIDY);
        }
        menuOf(ana, "Ben", "Unpin");
        assertThat(ana.tile("Ben")).not().hasClass(LARGE);
    }

    @Test
    void whoDoesNotFitIsOnAnotherPageAndHeard() {
        ana.page.setViewportSize(400, 330);
        assertThat(ana.page.locator(".pager")).isVisible();
        ana.seesNobodyElseThan("Ana", "Ben");
        ana.sees("Ben");
        ana.awaits("hears who is not shown", HEARD_ONLY);

        ana.presses("More people");
        ana.seesNobodyElseThan("Ana", "Cleo");
        ana.sees("Cleo");
        ana.awaits("hears who is not shown", HEARD_ONLY);
        assertThat(ana.button("More people")).isDisabled();

        ana.page.setViewportSize(1280, 800);
        ana.seesNobodyElseThan("Ana", "Ben", "Cleo");
        ana.seesAndHears("Ben", "Cleo");
    }

    @Test
    void aPinIsForOneselfAndASpotlightForEverybody() {
        menuOf(ana, "Cleo", "Pin");
        assertThat(ana.tile("Cleo")).hasClass(LARGE);
        ana.sees("Cleo");
        ana.awaits("tidy tiles", TIDY);
        assertThat(ben.tile("Cleo")).not().hasClass(LARGE);
        menuOf(ana, "Cleo", "Unpin");
        assertThat(ana.tile("Cleo")).not().hasClass(LARGE);

        ana.tile("Cleo").locator(".tile-more").click();
        ana.page.locator(".menu:popover-open [phx-value-what=SPOTLIGHT]").click();
        assertThat(ben.tile("Cleo")).hasClass(LARGE);
        assertThat(ana.tile("Cleo")).hasClass(LARGE);
        cleo.reads("Everybody sees you large");
        ben.sees("Cleo");
        ana.tile("Cleo").locator(".tile-more").click();
        ana.page.locator(".menu:popover-open [phx-value-what=END_SPOTLIGHT]").click();
        assertThat(ben.tile("Cleo")).not().hasClass(LARGE);
    }

    @Test
    void guestsAreNotOfferedWhatHostsDo() {
        ben.tile("Ana").locator(".tile-more").click();
        assertThat(ben.page.locator(".menu:popover-open button")).hasCount(1);
        ben.page.keyboard().press("Escape");
        assertThat(ben.page.locator(".menu:popover-open")).hasCount(0);
        assertThat(ben.tile("Ana").locator(".tile-more")).isFocused();
    }

    @Test
    void speakerViewAndAudioOnlyAreKept() {
        more(ana, "Speaker view");
        assertThat(ana.page.locator(".tile-large")).hasCount(1);
        assertThat(ana.page.locator(".tile-large")).isVisible();
        more(ana, "Audio only");
        assertThat(ana.tile("Ben").locator("video")).isHidden();
        assertThat(ana.tile("Cleo").locator("video")).isHidden();
        ana.hears("Ben");

        ana.presses("Leave");
        ana.presses("Join again");
        assertThat(ana.page.locator(".tile-large")).hasCount(1);
        ana.hears("Ben");
        assertThat(ana.tile("Ben").locator("video")).isHidden();
        ben.seesNobodyElseThan("Ana", "Ben", "Cleo");

        more(ana, "Audio only");
        ana.sees("Ben");
        more(ana, "Speaker view");
        assertThat(ana.page.locator(".tile-large")).hasCount(0);
    }

    @Test
    void selfViewCanBeHiddenAndTheOthersStillSee() {
        more(ana, "Hide yourself from you");
        assertThat(ana.tile("Ana")).isHidden();
        ana.awaits("tidy tiles", TIDY);
        ben.sees("Ana");
        more(ana, "Hide yourself from you");
        ana.sees("Ana");
    }

    @Test
    void aReactionFloatsOverItsSenderOnEveryPage() {
        ben.presses("React");
        ben.page
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Applause"))
                .click();
        assertThat(ana.tile("Ben").locator(".reaction")).hasText("👏");
        assertThat(ana.page.locator("main > [role=status]")).hasText("Ben: Applause");
        assertThat(ana.tile("Ben").locator(".reaction")).hasCount(0);
    }

    @Test
    void aReactionOfSomebodyOutOfSightPassesAtTheEdge() {
        ana.page.setViewportSize(400, 330);
        ana.seesNobodyElseThan("Ana", "Ben");
        cleo.presses("React");
        cleo.page
                .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Heart"))
                .click();
        assertThat(ana.page.locator("#stage-reactions")).containsText("Cleo");
        assertThat(ana.page.locator("#stage-reactions > *")).hasCount(0);
    }

    @Test
    void theConnectionIsShownByNameInEveryTile() {
        for (String name : new String[] {"Ana", "Ben", "Cleo"}) {
            Locator bars = ana.tile(name).locator(".quality[data-level]");
            assertThat(bars).isVisible();
            assertThat(bars.getAttribute("aria-label")).endsWith("connection");
        }
    }

    private static void menuOf(Visitor visitor, String name, String item) {
        visitor.tile(name).locator(".tile-more").click();
        visitor.page
                .locator(".menu:popover-open")
                .getByText(item, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    private static void more(Visitor visitor, String item) {
        visitor.presses("More");
        visitor.page.locator("#more-menu").getByText(item).click();
        visitor.page.keyboard().press("Escape");
    }
}
