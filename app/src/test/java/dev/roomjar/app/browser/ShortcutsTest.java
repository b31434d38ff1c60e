package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The room without a mouse. */
@Tag("browser")
@Timeout(120)
class ShortcutsTest {
    @Test
    void everythingIsReachedByKeys(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Keys")) {
            ana.sees("Ana");
            Keyboard keys = ana.page.keyboard();

            keys.press("Alt+M");
            assertThat(ana.button("Unmute")).isVisible();
            keys.down("Space");
            assertThat(ana.button("Mute")).isVisible();
            keys.up("Space");
            assertThat(ana.button("Unmute")).isVisible();

            keys.press("Alt+C");
            assertThat(ana.button("Start camera")).isVisible();
            keys.press("Alt+H");
            assertThat(ana.button("Lower hand")).isVisible();
            assertThat(ana.tile("Ana").getByLabel("Hand raised")).isVisible();

            keys.press("?");
            assertThat(ana.page.locator("#shortcuts")).isVisible();
            for (int i = 0; i < 5; i++) {
                keys.press("Tab");
                assertThat(
                                (Boolean)
                                        ana.page.evaluate(
                                                "() => document.activeElement === document.body || !!document.activeElement.closest('#shortcuts')"))
                        .isTrue();
            }
            keys.press("Escape");
            assertThat(ana.page.locator("#shortcuts")).isHidden();

            ana.button("More").focus();
            keys.press("Enter");
            assertThat(ana.page.locator("#more-menu")).isVisible();
            assertThat(ana.page.locator("#speaker-view")).isFocused();
            keys.press("ArrowDown");
            assertThat(ana.page.locator("#hide-self")).isFocused();
            keys.press("End");
            assertThat(ana.page.locator("#open-shortcuts")).isFocused();
            keys.press("Enter");
            assertThat(ana.page.locator("#shortcuts")).isVisible();
            keys.press("Escape");
            assertThat(ana.button("More")).isFocused();

            keys.press("Alt+R");
            assertThat(ana.page.locator("#react-THUMBS_UP")).isFocused();
            keys.press("ArrowRight");
            keys.press("Enter");
            assertThat(ana.tile("Ana").locator(".reaction")).hasText("👏");

            keys.press("Alt+X");
            ana.reads("You have left the room");
        }
    }

    @Test
    void keysThatMeanSomethingWhereTheFocusIsDoOnlyThat(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana =
                        Visitor.arrive(chromium, server.http()).saysName("Ana").creates("Writing")) {
            ana.sees("Ana");
            ana.presses("Mute");
            ana.page.keyboard().press("Alt+T");
            ana.page.locator("#chat textarea").fill("");
            ana.page.locator("#chat textarea").pressSequentially("What now? ");

            assertThat(ana.page.locator("#shortcuts")).isHidden();
            assertThat(ana.button("Unmute")).isVisible();
            assertThat(ana.page.locator("#chat textarea")).hasValue("What now? ");
        }
    }
}
