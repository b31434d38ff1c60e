package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
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

/** Every page and state: no violation that axe-core finds; everything is reached by Tab, and the focus comes back. */
@Timeout(180)
class AccessibilityTest {
    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static Server server;
    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.startAlone(
                "--auto-accept-this-tab-capture", "--auto-select-tab-capture-source-by-title=Roomjar");
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
        return kept(Visitor.arrive(chromium, server.http()), name);
    }

    /** Without devices, where nobody need be seen: quicker. */
    private Visitor watcher(String name) {
        return kept(Visitor.arriveShy(chromium, server.http()), name);
    }

    private Visitor kept(Visitor visitor, String name) {
        visitors.add(visitor);
        // What is on its way is no finding.
        visitor.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        return name.isEmpty() ? visitor : visitor.saysName(name);
    }

    private static void check(Visitor visitor, String state) {
        assertThat(Axe.violations(visitor.page)).as(state).isEmpty();
    }

    /** One page of each kind will do: all take their colours from one place. */
    private static void checkInBothSchemes(Visitor visitor, String state) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            visitor.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            check(visitor, state + ", " + scheme);
        }
    }

    @Test
    void theLobby() {
        Visitor guest = watcher("");
        check(guest, "lobby without a name");
        Visitor ana = watcher("Ana");
        ana.page.locator("#room-options > summary").click();
        check(ana, "empty lobby, options open");
        ana.creates("Axe lobby");
        Visitor ben = watcher("Ben");
        ben.reads("Axe lobby");
        checkInBothSchemes(ben, "lobby with a room");
    }

    @Test
    void theWayInAndOut() {
        Visitor stranger = watcher("");
        stranger.page.navigate(server.http() + "/rooms/Axe%20door");
        check(stranger, "doorstep");
        Visitor ana = visitor("Ana");
        ana.page.locator("#room-options > summary").click();
        ana.page.locator("[name=waiting]").check();
        ana.page.locator("#new-password").fill("pear");
        ana.page.getByLabel("Room name").fill("Axe door");
        ana.presses("Create room");
        ana.reads("Join now");
        ana.page.waitForFunction("() => document.querySelector('#mirror video').videoWidth > 0");
        checkInBothSchemes(ana, "preview");
        ana.comesIn();
        Visitor ben = watcher("Ben");
        ben.page.navigate(server.http() + "/rooms/Axe%20door");
        ben.page.locator("#trouble").waitFor();
        check(ben, "preview without devices");
        ben.comesIn().page.locator("#room-password").fill("apple");
        ben.page.keyboard().press("Enter");
        ben.reads("That is not the password");
        check(ben, "wrong password");
        ben.page.locator("#room-password").fill("pear");
        ben.page.keyboard().press("Enter");
        ben.reads("Waiting to be let in");
        check(ben, "knocking");
        ana.page.locator("#knocks").waitFor();
        check(ana, "somebody knocks");
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
        checkInBothSchemes(ana, "two people");
        ben.presses("Mute");
        ana.tile("Ben").hover();
        ana.tile("Ben").locator(".tile-more").click();
        check(ana, "a tile's menu");
        ana.page.locator(".menu:popover-open [phx-value-what=ASK_TO_UNMUTE]").click();
        ben.page.locator("#asked").waitFor();
        check(ben, "asked to unmute");
        for (String key : List.of("Alt+O", "Alt+R", "Alt+K", "Alt+D", "Alt+I")) {
            ana.page.keyboard().press(key);
            ana.page.locator(":is(dialog[open], :popover-open)").waitFor();
            check(ana, "what " + key + " opens");
            ana.page.keyboard().press("Escape");
            PlaywrightAssertions.assertThat(ana.page.locator(":is(dialog[open], :popover-open)"))
                    .hasCount(0);
        }
        ana.page.keyboard().press("Alt+T");
        ana.page.locator("#chat-text").fill("Look: https://example.org");
        ana.page.keyboard().press("Enter");
        ana.page.locator(".chat-message").waitFor();
        check(ana, "chat");
        ana.page.keyboard().press("Alt+P");
        ana.page.locator("[data-person=Ben] [aria-expanded]").click();
        ana.page.locator(".person-open").waitFor();
        check(ana, "people, as host");
        ana.page.locator("#open-room").click();
        check(ana, "settings of the room");
        ben.page.keyboard().press("Alt+P");
        ben.page.locator("#rename").click();
        check(ben, "people, as guest");
        ben.page.keyboard().press("Escape");
        ben.presses("Share screen");
        ana.page.locator("[data-screen=Ben] .tile-video.playing").waitFor();
        check(ana, "a shared screen");
        check(ben, "sharing the screen");
    }

    @Test
    void theDashboard() {
        visitor("Ana").creates("Axe desk").sees("Ana");
        Visitor operator = watcher("");
        operator.page.navigate(server.http() + "/dashboard");
        check(operator, "sign in");
        operator.page.getByLabel("Password").fill(server.dashboardPassword());
        operator.presses("Sign in");
        operator.page.locator("[data-room='Axe desk'] a").waitFor();
        checkInBothSchemes(operator, "dashboard");
        operator.page.locator("[data-room='Axe desk'] a").click();
        operator.page.locator("[data-person=Ana] a").waitFor();
        check(operator, "dashboard of a room");
        operator.page.locator("[data-person=Ana] a").click();
        operator.page.locator(".stream").first().waitFor();
        check(operator, "dashboard of a person");
    }

    @Test
    void theErrorPage() {
        Visitor guest = watcher("");
        guest.page.navigate(server.http() + "/nowhere");
        check(guest, "error page");
    }

    @Test
    void whatOpensTakesTheFocusAndGivesItBack() {
        Visitor ana = watcher("Ana").creates("Axe focus");
        watcher("Ben").joins("Axe focus");
        ana.tile("Ben").waitFor();

        opensAndCloses(ana, "#invite-open", "#invite-dialog");
        opensAndCloses(ana, "#more", "#more-menu");
        opensAndCloses(ana, "#react", "#reactions");
        opensAndCloses(ana, "[data-user=Ben] .tile-more", ":popover-open");
        opensAndCloses(ana, "#toggle-chat", "#chat");
        opensAndCloses(ana, "#toggle-people", "#people");
        for (String sheet : List.of("shortcuts", "settings")) {
            ana.page.locator("#more").focus();
            ana.page.keyboard().press("Enter");
            ana.page.locator("#open-" + sheet).focus();
            ana.page.keyboard().press("Enter");
            closes(ana, "#more", "#" + sheet);
        }
    }

    /** By keyboard alone. */
    private static void opensAndCloses(Visitor visitor, String button, String opened) {
        visitor.page.locator(button).focus();
        visitor.page.keyboard().press("Enter");
        closes(visitor, button, opened);
    }

    private static void closes(Visitor visitor, String button, String opened) {
        Page page = visitor.page;
        page.locator(opened).waitFor();
        page.waitForFunction("(opened) => !!document.activeElement.closest(opened)", opened);
        if (page.locator("dialog[open]").count() > 0) {
            for (int i = 0; i < 30; i++) {
                page.keyboard().press(i < 20 ? "Tab" : "Shift+Tab");
                // Between the last and the first there is the browser's own frame, where the page has no focus at all.
                assertThat(
                                page.evaluate(
                                        "() => document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')"))
                        .as("focus that left " + opened)
                        .isEqualTo(true);
            }
        }
        page.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(page.locator(opened)).not().isVisible();
        PlaywrightAssertions.assertThat(page.locator(button)).isFocused();
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
