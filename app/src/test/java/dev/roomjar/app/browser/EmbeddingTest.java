package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.sun.net.httpserver.HttpServer;
import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.app.testing.SchoolTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page of another site that shows a room in a frame, in a browser that keeps third-party cookies away. The page is on
 * localhost and the rooms are on 127.0.0.1: two sites, both trustworthy enough for a camera.
 */
@Timeout(120)
class EmbeddingTest {
    private static final double PATIENCE_MS = 30_000;

    /** The page of the other site: it takes down all that the room tells. */
    private static final String PAGE = """
            <!DOCTYPE html><title>School</title><h1>School</h1>
            <div id="room" style="width: %WIDTH%; height: %HEIGHT%"></div>
            <script src="%SITE%/embed.js"></script>
            <script>
              const told = [];
              const frame = new RoomjarFrame("#room", %OPTIONS%);
              for (const type of ["ready", "waiting", "joined", "left", "error", "participantJoined", "participantLeft",
                "audioMuted", "videoMuted", "screenShare", "handRaised"]) frame.on(type, (event) => told.push(event));
              const hears = (type, part) => told.some((event) => event.type === type
                && Object.entries(part).every(([name, value]) => event[name] === value));
            </script>
            """;

    /** A page that frames a room without leave and asks it to go. */
    private static final String THIEF = """
            <!DOCTYPE html><title>Thief</title>
            <iframe id="stolen" src="%SITE%/embed/Stolen?name=Ana&join=now" allow="camera; microphone"></iframe>
            """;

    /** A page that says, to the one around it, what became of its cookie. */
    private static final String PROBE = """
            <!DOCTYPE html><title>Probe</title>
            <script>
              document.cookie = "probe=1; SameSite=None; Secure";
              parent.postMessage(document.cookie, "*");
            </script>
            """;

    private static final String JOINED_TWICE =
            "(name) => told.filter((event) => event.type === 'joined' && event.name === name).length === 2";

    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static Server server;
    private static HttpServer school;
    private static HttpServer thief;
    private static HttpServer probe;
    private static String page = "";
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeAll
    static void start() {
        chromium = Chromium.startAlone("--test-third-party-cookie-phaseout", Chromium.STORAGE_IN_FRAMES);
        school = serve(() -> page);
        thief = serve(() -> THIEF.replace("%SITE%", site()));
        probe = serve(() -> PROBE);
        server = new Server(
                data,
                new Embedding(List.of(origin(school))),
                new SignOn.Settings(SchoolTokens.keys(), "school", "rooms", false));
    }

    @AfterAll
    static void stop() {
        server.close();
        school.stop(0);
        thief.stop(0);
        probe.stop(0);
        chromium.close();
    }

    @AfterEach
    void leave() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private interface Body {
        String html();
    }

    private static HttpServer serve(Body body) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", exchange -> {
                byte[] html = body.html().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, html.length);
                try (var stream = exchange.getResponseBody()) {
                    stream.write(html);
                }
            });
            http.start();
            return http;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String origin(HttpServer http) {
        return "http://localhost:" + http.getAddress().getPort();
    }

    private static String site() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Opens the school's page with a room in it. */
    private Page open(String options, int width, int height) {
        return open(chromium, options, width, height);
    }

    private Page open(Chromium browser, String options, int width, int height) {
        page = PAGE.replace("%SITE%", site())
                .replace("%OPTIONS%", options)
                .replace("%WIDTH%", width + "px")
                .replace("%HEIGHT%", height + "px");
        BrowserContext person = browser.person(new Browser.NewContextOptions()
                .setViewportSize(Math.max(width + 40, 400), height + 120)
                .setPermissions(List.of("camera", "microphone")));
        person.setDefaultTimeout(PATIENCE_MS);
        opened.add(person);
        Page opens = person.newPage();
        opens.navigate(origin(school));
        return opens;
    }

    private static void hears(Page school, String type, String part) {
        try {
            school.waitForFunction(
                    "([type, part]) => hears(type, part)", List.of(type, school.evaluate("() => (" + part + ")")));
        } catch (RuntimeException never) {
            throw new AssertionError(
                    "never heard " + type + " " + part + " but " + school.evaluate("() => JSON.stringify(told)"),
                    never);
        }
    }

    private static FrameLocator room(Page school) {
        return school.frameLocator("#room iframe");
    }

    private static Frame frame(Page school) {
        return school.frames().stream()
                .filter(frame -> frame.url().startsWith(site()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPersonJoinsInAFrameWithoutAnyCookieAndThePageAroundFollows() {
        Page school = open("{ room: 'Maths', name: 'Ana', microphone: false }", 800, 600);
        hears(school, "ready", "{}");
        hears(school, "audioMuted", "{ muted: true }");

        room(school).locator("#join").click();
        hears(school, "joined", "{ name: 'Ana' }");
        Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben");
        opened.add(ben);
        ben.joins("Maths");
        hears(school, "participantJoined", "{ name: 'Ben', count: 2 }");
        ben.sees("Ana");

        assertThat(school.context().cookies(site())).isEmpty();
        assertThat((Boolean) frame(school).evaluate("() => document.cookie === ''"))
                .isTrue();

        ben.presses("Leave");
        hears(school, "participantLeft", "{ name: 'Ben', count: 1 }");
        room(school).locator("#leave").click();
        hears(school, "left", "{ reason: 'left' }");
        room(school).locator("#over button").click();
        room(school).locator("#room").waitFor();
        assertThat(school.evaluate("() => told.filter(({ type }) => type === 'joined').length"))
                .isEqualTo(2);
    }

    @Test
    void thePageAroundCommands() {
        Page school = open("{ room: 'Physics', name: 'Ana', join: true }", 800, 600);
        hears(school, "joined", "{ name: 'Ana' }");
        Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben");
        opened.add(ben);
        ben.joins("Physics");
        ben.seesAndHears("Ana");

        school.evaluate("() => frame.mute()");
        hears(school, "audioMuted", "{ muted: true }");
        ben.hearsNothingOf("Ana");
        school.evaluate("() => frame.unmute()");
        ben.hears("Ana");
        school.evaluate("() => frame.camera(false)");
        hears(school, "videoMuted", "{ muted: true }");
        school.evaluate("() => frame.raiseHand()");
        hears(school, "handRaised", "{ raised: true }");
        school.evaluate("() => frame.leave()");
        hears(school, "left", "{ reason: 'left' }");
    }

    @Test
    void aTokenSignsOnAndIsGoneFromTheAddress() {
        String token = SchoolTokens.token("Ana López", "Chemistry", "host", Instant.now());
        Page school = open("{ room: 'Chemistry', token: '" + token + "', join: true }", 800, 600);

        hears(school, "joined", "{ name: 'Ana López' }");
        assertThat(frame(school).evaluate("() => location.href").toString())
                .startsWith(site() + "/embed/Chemistry")
                .doesNotContain("token", token);
        assertThat((Boolean)
                        frame(school).evaluate("(token) => document.documentElement.outerHTML.includes(token)", token))
                .isFalse();

        Page late = open("{ room: 'Chemistry', token: 'nonsense', join: true }", 800, 600);
        hears(late, "error", "{ reason: 'link' }");
    }

    @Test
    void aFrameThatIsLoadedAnewIsBackIn() {
        Page school = open("{ room: 'Music' }", 800, 600);
        room(school).getByLabel("Your name").fill("Ana");
        room(school).getByText("Set name").click();
        room(school).locator("#join").click();
        hears(school, "joined", "{ name: 'Ana' }");
        Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben");
        opened.add(ben);
        ben.joins("Music");
        ben.sees("Ana");

        frame(school).evaluate("() => location.reload()");

        school.waitForFunction(JOINED_TWICE, "Ana");
        isHost(school);
        ben.seesNobodyElseThan("Ana", "Ben");
        ben.seesAndHears("Ana");
    }

    @Test
    void whoCameByATokenIsBackInWhenTheFrameIsLoadedAnew() {
        String token = SchoolTokens.token("Ana López", "Drama", "host", Instant.now());
        Page school = open("{ room: 'Drama', token: '" + token + "', join: true }", 800, 600);
        hears(school, "joined", "{ name: 'Ana López' }");

        frame(school).evaluate("() => location.reload()");

        school.waitForFunction(JOINED_TWICE, "Ana López");
        isHost(school);
    }

    @Test
    void whereTheBrowserKeepsNothingForFramesAFrameThatIsLoadedAnewBeginsAnew() {
        try (Chromium forgetful = Chromium.start()) {
            Page school = open(forgetful, "{ room: 'History', name: 'Ana' }", 800, 600);
            assertThat(frame(school)
                            .evaluate("() => { try { return typeof sessionStorage; } catch { return 'none'; } }"))
                    .isEqualTo("none");
            room(school).locator("#join").click();
            hears(school, "joined", "{ name: 'Ana' }");

            frame(school).evaluate("() => location.reload()");

            room(school).locator("#join").click();
            school.waitForFunction(JOINED_TWICE, "Ana");
        }
    }

    private static void isHost(Page school) {
        room(school).locator("#toggle-people").click();
        room(school).locator("#open-room").waitFor();
    }

    /** Else the tests here would prove nothing. */
    @Test
    void thisBrowserKeepsThirdPartyCookiesAway() {
        page = "<!DOCTYPE html><iframe src='http://127.0.0.1:"
                + probe.getAddress().getPort() + "'></iframe>"
                + "<script>const probed = new Promise((done) => { onmessage = ({ data }) => done(data); });</script>";

        assertThat(cookieOfTheFrameIn(origin(school))).isEmpty();
        assertThat(cookieOfTheFrameIn(origin(school).replace("localhost", "127.0.0.1")))
                .as("in a page of its own site")
                .isEqualTo("probe=1");
    }

    private static String cookieOfTheFrameIn(String address) {
        try (BrowserContext person = chromium.person(new Browser.NewContextOptions())) {
            Page around = person.newPage();
            around.navigate(address);
            return around.evaluate("() => probed").toString();
        }
    }

    @Test
    void aStrangerNeitherFramesNorCommands() {
        BrowserContext person = chromium.person(new Browser.NewContextOptions());
        opened.add(person);
        Page stolen = person.newPage();
        List<String> complaints = new ArrayList<>();
        stolen.onConsoleMessage(message -> complaints.add(message.text()));
        stolen.navigate(origin(thief));
        stolen.waitForCondition(() -> complaints.stream().anyMatch(text -> text.contains("frame-ancestors")));
        assertThat(stolen.frames()).noneMatch(frame -> frame.url().startsWith(site() + "/embed"));
        stolen.evaluate("(site) => { document.getElementById('stolen').src = site + '/rooms/Stolen'; }", site());
        stolen.waitForCondition(() -> complaints.stream()
                        .filter(text -> text.contains("frame-ancestors"))
                        .count()
                > 1);

        Page school = open("{ room: 'Art', name: 'Ana', join: true }", 800, 600);
        hears(school, "joined", "{ name: 'Ana' }");
        // A frame of a stranger in the same page is not the page around the room, and nor is a window that it opened.
        school.evaluate("""
                (thief) => new Promise((done) => {
                  const beside = document.createElement('iframe');
                  beside.srcdoc = `<script>
                    parent.frames[0].postMessage({ roomjar: 1, type: 'leave' }, '*');
                    parent.postMessage({ roomjar: 1, type: 'left', reason: 'forged' }, '*');
                  <\\/script>`;
                  beside.onload = done;
                  document.body.append(beside);
                })
                """, origin(thief));
        school.evaluate("() => frame.raiseHand()");
        hears(school, "handRaised", "{ raised: true }");
        assertThat(school.evaluate("() => told.filter(({ type }) => type === 'left').length"))
                .isEqualTo(0);
        room(school).locator("#room").waitFor();
    }

    @Test
    void partsThatAreHiddenHaveNoButtonAndNoKey() {
        Page school = open(
                "{ room: 'Sport', name: 'Ana', join: true, hide: ['chat', 'share', 'invite', 'reactions'] }",
                1280,
                720);
        hears(school, "joined", "{ name: 'Ana' }");

        for (String hidden : List.of("#toggle-chat", "#share", "#invite-open", "#react")) {
            room(school).locator(hidden).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }
        room(school).locator("#toggle-people").focus();
        school.keyboard().press("Alt+KeyT");
        school.keyboard().press("Alt+KeyP");
        room(school).locator("#people").waitFor();
        assertThat(room(school).locator("#toggle-chat").getAttribute("aria-expanded"))
                .isEqualTo("false");
    }

    /** In the sizes that frames have; what axe-core finds, and nothing that is cut off. */
    @ParameterizedTest
    @CsvSource({"1280, 720, LIGHT", "640, 400, DARK", "320, 240, LIGHT", "320, 240, DARK"})
    void everySizeIsUsable(int width, int height, ColorScheme scheme) {
        Path pictures = Path.of(System.getProperty("embedding.pictures", data.toString()));
        Page school = open("{ room: 'Small " + width + scheme + "' }", width, height);
        school.emulateMedia(
                new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        String name = width + "x" + height + "-" + scheme.toString().toLowerCase(Locale.ROOT);
        room(school).locator("[data-phx-main].phx-connected").waitFor();
        look(school, pictures, name + "-1-name");
        room(school).getByLabel("Your name").fill("Ana");
        room(school).getByText("Set name").click();
        room(school).locator("#join").waitFor();
        school.waitForTimeout(500);
        look(school, pictures, name + "-2-preview");
        room(school).locator("#join").click();
        room(school).locator(".tile-self .playing").waitFor();
        school.waitForTimeout(500);
        look(school, pictures, name + "-3-room");
        room(school).locator("#leave").click();
        room(school).locator("#over").waitFor();
        look(school, pictures, name + "-4-left");
    }

    private static void look(Page school, Path pictures, String name) {
        school.locator("#room").screenshot(new Locator.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
        assertThat(Axe.violations(frame(school))).as(name).isEmpty();
        assertThat((Boolean) frame(school).evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " needs no scrolling sideways")
                .isTrue();
    }
}
