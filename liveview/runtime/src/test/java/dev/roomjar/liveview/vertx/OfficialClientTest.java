package dev.roomjar.liveview.vertx;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.roomjar.liveview.Eventually;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import dev.roomjar.liveview.team.ChatBox;
import dev.roomjar.liveview.team.ChatRoom;
import dev.roomjar.liveview.team.TeamLive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified client of npm, in a real browser. */
@Timeout(180)
class OfficialClientTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    /** Two busy cores are slow. */
    private static final double PATIENCE_MS = 30_000;

    private final News news = new News();

    private final ChatRoom room = new ChatRoom();

    @TempDir
    private Path folder;

    @Test
    void aVisitWithTheOfficialClient() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed (apt-get install chromium)");
        Path script = bundle();
        var site = new RunningSite(DemoSite.routes(news).build(), 0, script);
        int port = site.port();
        try (var playwright = playwright();
                Browser browser = browser(playwright)) {
            Page page = browser.newPage();
            var problems = new ArrayList<String>();
            page.onPageError(problems::add);
            page.navigate("http://127.0.0.1:" + port + "/desk");

            hooksGetTheirReply(page);
            eventsAndFormsChangeThePage(page);
            messagesArrive(page);
            linksStayOnTheSocket(page);
            aFaultIsHealedByTheClient(page);
            somethingIsTyped(page);
            site.close();
            site = new RunningSite(DemoSite.routes(news).build(), port, script);
            aRestartIsHealedByTheClient(page);
            assertThat(problems).isEmpty();
        } finally {
            site.close();
        }
    }

    @Test
    void componentsAndStreamsWithTheOfficialClient() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed (apt-get install chromium)");
        room.say("eve", "before");
        var routes = DemoSite.routes(news)
                .live(TeamLive.class, TeamLive::new)
                .component(ChatBox.class, () -> new ChatBox(room))
                .build();
        try (var site = new RunningSite(routes, 0, bundle());
                var playwright = playwright();
                Browser browser = browser(playwright)) {
            Page page = browser.newPage();
            var problems = new ArrayList<String>();
            page.onPageError(problems::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    problems.add(message.text());
                }
            });
            page.navigate("http://127.0.0.1:" + site.port() + "/team");
            assertThat(page.locator("body[data-who*='bob']")).isVisible();

            cardsHaveStateOfTheirOwn(page);
            cardsComeMoveAndGo(page);
            theChatKeepsThree(page);
            theChatEndsAndComesBack(page);
            aMenuOpensAndClosesWithoutTheServer(page);
            assertThat(problems).isEmpty();
        }
    }

    private static void cardsHaveStateOfTheirOwn(Page page) {
        page.click("#card-bob .poke");
        page.click("#card-bob .poke");
        assertThat(page.locator("#card-bob .badge")).hasText("2");
        page.click("#card-bob .badge");
        assertThat(page.locator("#card-bob .badge")).hasText("seen");
        assertThat(page.locator("#card-ann .badge")).hasCount(0);
        page.click("#card-ann .tell");
        assertThat(page.locator(".poked")).hasText("ann");
    }

    private static void cardsComeMoveAndGo(Page page) {
        page.evaluate("team('add', {name: 'cat'})");
        assertThat(page.locator("h2")).hasText(new String[] {"ann", "bob", "cat"});
        page.click("#reverse");
        assertThat(page.locator("h2")).hasText(new String[] {"cat", "bob", "ann"});
        assertThat(page.locator("#card-bob .badge")).hasText("seen");
        page.evaluate("team('remove', {name: 'bob'})");
        assertThat(page.locator("h2")).hasText(new String[] {"cat", "ann"});
        page.evaluate("team('add', {name: 'bob'})");
        assertThat(page.locator("h2")).hasText(new String[] {"cat", "ann", "bob"});
        page.click("#card-cat .poke");
        assertThat(page.locator("#card-cat .badge")).hasText("1");
        page.click("#card-bob .poke");
        assertThat(page.locator("#card-bob .badge")).isVisible();
    }

    private void theChatKeepsThree(Page page) {
        assertThat(page.locator("#lines li")).hasText(new String[] {"eve: before"});
        page.fill("#say input", "hal");
        assertThat(page.locator(".draft")).hasText("hal");
        page.press("#say input", "Enter");
        assertThat(page.locator("#lines li")).hasText(new String[] {"eve: before", "me: hal"});
        for (int i = 1; i <= 3; i++) {
            room.say("eve", "line " + i);
        }
        assertThat(page.locator("#lines li")).hasText(new String[] {"eve: line 1", "eve: line 2", "eve: line 3"});
        page.evaluate("team('announce', {text: 'coffee'})");
        assertThat(page.locator("#lines li")).hasText(new String[] {"eve: line 2", "eve: line 3", "team: coffee"});
    }

    /** The server hears from the client alone that the chat is no longer there. */
    private void theChatEndsAndComesBack(Page page) {
        page.click("#toggle");
        assertThat(page.locator(".chat")).hasCount(0);
        Eventually.within(20, () -> room.listeners() == 0);
        page.click("#toggle");
        assertThat(page.locator("#lines li")).hasCount(5);
    }

    private static void aMenuOpensAndClosesWithoutTheServer(Page page) {
        page.click("#menu-button");
        assertThat(page.locator("#menu")).hasCSS("display", "flex");
        assertThat(page.locator("#menu-button")).hasAttribute("aria-expanded", "true");
        assertThat(page.locator("#menu a")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#menu")).isHidden();
        assertThat(page.locator("#menu-button")).isFocused();
        page.click("#menu-button");
        assertThat(page.locator("#menu a")).isFocused();
        page.click("h2 >> nth=0");
        assertThat(page.locator("#menu")).isHidden();
    }

    private static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Browser browser(Playwright playwright) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox")));
    }

    private static void hooksGetTheirReply(Page page) {
        assertThat(page.locator("body[data-sum='6']")).isVisible();
        page.click("#mail");
        assertThat(page.locator("body[data-opened='mail']")).isVisible();
        assertThat(page.locator(".tab")).hasText("mail");
        assertThat(page.url()).endsWith("/desk?tab=mail");
    }

    private static void eventsAndFormsChangeThePage(Page page) {
        page.click("#add");
        assertThat(page.locator(".count")).hasText("2");
        assertThat(page).hasTitle("Desk 2");
        page.fill("[name='customer[name]']", "Ann");
        assertThat(page.locator(".seen")).hasText("changed [customer, name] to Ann");
        page.click("#buy");
        assertThat(page.locator(".seen")).hasText("Ann (7) orders SMALL");
        assertThat(page.locator(".info")).hasText("Ordered");
        page.click(".info");
        assertThat(page.locator(".info")).hasCount(0);
    }

    private void messagesArrive(Page page) {
        for (int i = 0; i < 7; i++) {
            news.publish("line " + i);
        }
        assertThat(page.locator("li")).hasText(new String[] {"line 2", "line 3", "line 4", "line 5", "line 6"});
    }

    private static void linksStayOnTheSocket(Page page) {
        page.evaluate("window.sameDocument = true");
        page.click("#patch");
        assertThat(page.locator(".tab")).hasText("news");
        page.goBack();
        assertThat(page.locator(".tab")).hasText("mail");
        page.click("#go");
        assertThat(page.locator("h1")).hasText("Lobby");
        assertThat(page.locator(".info")).hasText("Gone to the lobby");
        page.click(".desk");
        assertThat(page.locator("h1")).hasText("Desk");
        assertThat((Boolean) page.evaluate("window.sameDocument")).isTrue();
        page.click("#leave");
        assertThat(page.locator(".info")).hasText("Left the desk");
        assertThat(page.evaluate("window.sameDocument")).isNull();
        page.click(".desk");
    }

    private static void aFaultIsHealedByTheClient(Page page) {
        page.click("#add");
        assertThat(page.locator(".count")).hasText("2");
        page.click("#crash");
        assertThat(page.locator(".count")).containsText("0");
    }

    private static void somethingIsTyped(Page page) {
        page.evaluate("window.sameDocument = true");
        page.fill("[name='customer[name]']", "Rea");
        assertThat(page.locator(".seen")).hasText("changed [customer, name] to Rea");
    }

    /** The new view has never heard of the name: only the client's form recovery can have told it. */
    private void aRestartIsHealedByTheClient(Page page) {
        Eventually.within(20, () -> news.subscribers() == 1);
        news.publish("after the restart");
        assertThat(page.locator("li")).containsText("after the restart");
        assertThat(page.locator(".seen")).containsText("Rea");
        assertThat(page.locator("[name='customer[name]']")).hasValue("Rea");
        assertThat((Boolean) page.evaluate("window.sameDocument")).isTrue();
    }

    private Path bundle() throws IOException, InterruptedException {
        Path script = folder.resolve("app.js");
        var esbuild = new ProcessBuilder(
                        "../../node_modules/.bin/esbuild",
                        "src/test/browser/desk.js",
                        "--bundle",
                        "--outfile=" + script)
                .inheritIO()
                .start();
        assertThat(esbuild.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(esbuild.exitValue()).isZero();
        return script;
    }
}
