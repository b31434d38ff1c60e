package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every page and state, in both schemes: no violation that axe-core finds; and everything is reached by Tab. */
@Timeout(180)
class AccessibilityTest {
    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static Server server;
    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        server = new Server(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @AfterEach
    void leave() {
        visitors.forEach(Visitor::close);
    }

    private Visitor visitor(String name) {
        Visitor visitor = Visitor.arrive(chromium, server.http());
        visitors.add(visitor);
        return name.isEmpty() ? visitor : visitor.saysName(name);
    }

    private static void check(Visitor visitor, String state) {
        Page page = visitor.page;
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            // Colours that are on their way from one scheme to the other are no finding.
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            assertThat(Axe.violations(page)).as(state + ", " + scheme).isEmpty();
        }
    }

    @Test
    void theLobby() {
        Visitor guest = visitor("");
        check(guest, "lobby without a name");
        Visitor ana = visitor("Ana");
        check(ana, "empty lobby");
        ana.creates("Axe lobby");
        Visitor ben = visitor("Ben");
        ben.reads("Axe lobby");
        check(ben, "lobby with a room");
    }

    @Test
    void theWayIn() {
        Visitor stranger = visitor("");
        stranger.page.navigate(server.http() + "/rooms/Axe%20door");
        check(stranger, "doorstep");
        Visitor ana = visitor("Ana");
        ana.page.navigate(server.http() + "/rooms/Axe%20door");
        ana.reads("Join now");
        check(ana, "preview");
        ana.comesIn().sees("Ana");
        ana.presses("Leave");
        ana.reads("You have left the room");
        check(ana, "left");
    }

    @Test
    void theRoom() {
        Visitor ana = visitor("Ana").creates("Axe room");
        check(ana, "alone");
        Visitor ben = visitor("Ben").joins("Axe room");
        ana.sees("Ben");
        check(ana, "two people");
        ana.page.keyboard().press("Alt+P");
        check(ana, "people, as host");
        ben.page.keyboard().press("Alt+P");
        check(ben, "people, as guest");
    }

    @Test
    void theErrorPage() {
        Visitor guest = visitor("");
        guest.page.navigate(server.http() + "/nowhere");
        check(guest, "error page");
    }

    @Test
    void tabReachesEverythingAndShowsWhereItIs() {
        Visitor ana = visitor("");
        ana.page.reload();
        assertThat(tabs(ana.page)).contains("Your name", "Set name");

        ana.saysName("Ana");
        assertThat(tabs(ana.page)).contains("Room name", "Create room");

        ana.page.navigate(server.http() + "/rooms/Tabs");
        ana.reads("Join now");
        assertThat(tabs(ana.page)).contains("Join now");

        ana.comesIn().sees("Ana");
        assertThat(tabs(ana.page)).contains("Mute", "Stop camera", "Chat", "People", "Leave");
    }

    /** The names of what Tab stops at, from the page's beginning; each must be in view and marked. */
    @SuppressWarnings("unchecked") // The script returns texts.
    private static List<String> tabs(Page page) {
        page.evaluate("() => { document.activeElement?.blur(); window.tabbed = []; }");
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            boolean again = (Boolean) page.evaluate("""
                    () => {
                      const at = document.activeElement;
                      if (!at || at === document.body) return false; // round the end of the page
                      if (window.tabbed.some(([element]) => element === at)) return true;
                      const box = at.getBoundingClientRect();
                      const style = getComputedStyle(at);
                      const label = at.labels?.[0]?.textContent ?? '';
                      const name = (at.getAttribute('aria-label') || label || at.textContent || at.getAttribute('title') || '').trim();
                      const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                      window.tabbed.push([at, name, marked && box.width > 0 && box.height > 0]);
                      return false;
                    }
                    """);
            if (again) {
                break;
            }
        }
        assertThat((List<String>)
                        page.evaluate("() => window.tabbed.filter(([, , ok]) => !ok).map(([at]) => at.outerHTML)"))
                .as("focus that nobody sees")
                .isEmpty();
        return (List<String>) page.evaluate("() => window.tabbed.map(([, name]) => name.replace(/\\s+/g, ' '))");
    }
}
