package dev.roomjar.bench.room;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One person at a real page in Chromium, and what the browser tells of it. Used by one thread. */
public final class RoomPage implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 90;

    private final Chromium chromium;
    private final BrowserContext profile;
    private final Page page;
    private final CDPSession inspector;

    private RoomPage(Chromium chromium, String site) {
        this.chromium = chromium;
        profile = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(site)
                        .setLocale("en")
                        .setViewportSize(1280, 800)
                        .setPermissions(List.of("camera", "microphone")));
        profile.setDefaultTimeout(1_000.0 * PATIENCE_SECONDS);
        profile.addInitScript(Script.read("measure.js"));
        page = profile.newPage();
        inspector = profile.newCDPSession(page);
        inspector.send("Performance.enable");
    }

    /** Whether there is a browser to open it with. */
    public static boolean isPossible() {
        return Chromium.isThere();
    }

    /** Opens the lobby, takes a name, picks the room, and joins from the preview. */
    public static RoomPage join(String site, String name, String room) {
        RoomPage opened = new RoomPage(Chromium.start(), site);
        opened.page.navigate("/");
        opened.page.getByLabel("Your name").fill(name);
        opened.button("Set name").click();
        opened.page.locator("[data-room='" + room + "'] button").click();
        opened.button("Join now").waitFor();
        opened.page.locator("[data-phx-main].phx-connected").waitFor(); // before that, nobody hears the button
        opened.button("Join now").click();
        return opened;
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Waits until every picture in sight moves; tells how many there are. */
    public int awaitPictures() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            List<?> counts = (List<?>) page.evaluate("() => window.bench.moving()");
            int tiles = whole(counts.get(0));
            int moving = whole(counts.get(1));
            if (tiles > 0 && tiles == moving) {
                return tiles;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("of " + tiles + " pictures in sight " + moving + " move");
            }
        }
    }

    /** Presses buttons and types, with 700 ms between one and the next, for the given time and at least twice through. */
    public Interactions interact(int seconds) {
        page.evaluate("() => window.bench.begin()");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Runnable> round = round();
        int done = 0;
        while (done < 2 * round.size() || System.nanoTime() < end) {
            round.get(done++ % round.size()).run();
            page.waitForTimeout(700);
        }
        page.waitForFunction("() => window.bench.settled()");
        page.waitForTimeout(1_000); // the browser tells of what it painted a little later
        Map<?, ?> told = (Map<?, ?>) page.evaluate("() => window.bench.interactions()");
        return new Interactions(whole(told.get("all")), numbers(told.get("told")), numbers(told.get("shown")), (int)
                number(told.get("longestTask")));
    }

    /**
     * How quickly the page answered, in milliseconds.
     *
     * @param count presses and keys
     * @param toPaint of each that took 16 ms or more, until the next paint, ascending
     * @param toAnswer of each press with an effect, until the effect was painted, the server's answer included; ascending
     * @param longestTask the longest that scripts held up the page
     */
    public record Interactions(int count, List<Double> toPaint, List<Double> toAnswer, int longestTask) {
        public Interactions {
            toPaint = toPaint.stream().sorted().toList();
            toAnswer = toAnswer.stream().sorted().toList();
        }
    }

    /** What a person does in a room. A room that shows all its people at once has no pages to turn. */
    private List<Runnable> round() {
        String microphone = "() => document.querySelector('#microphone').getAttribute('aria-pressed')";
        String chat = "() => document.querySelector('#toggle-chat').getAttribute('aria-expanded')";
        String people = "() => document.querySelector('#toggle-people').getAttribute('aria-expanded')";
        List<Runnable> round = new ArrayList<>(List.of(
                () -> press("#microphone", microphone),
                () -> press("#toggle-chat", chat),
                () -> page.locator("#chat-text").click(),
                () -> page.keyboard().type("hello", new Keyboard.TypeOptions().setDelay(60)),
                this::send,
                () -> press("#toggle-chat", chat),
                () -> press("#microphone", microphone),
                () -> press("#toggle-people", people),
                () -> press("#toggle-people", people)));
        if (page.locator(".pager-button").count() > 0) {
            String number = "() => document.querySelector('.pager').textContent";
            round.add(() -> press(".pager-button[phx-value-by='1']", number));
            round.add(() -> press(".pager-button[phx-value-by='-1']", number));
        }
        return round;
    }

    private void send() {
        page.evaluate("() => window.bench.watch(() => document.querySelectorAll('#messages > li').length)");
        page.keyboard().press("Enter");
    }

    private void press(String button, String state) {
        page.evaluate("() => window.bench.watch(" + state + ")");
        page.locator(button).click();
    }

    /** What the page receives in the given time, while nobody touches it. */
    public Received receive(int seconds) {
        Map<?, ?> before = (Map<?, ?>) page.evaluate("() => window.bench.incoming()");
        Set<Object> inSight = new HashSet<>((List<?>) page.evaluate("() => window.bench.tracksInSight()"));
        page.waitForTimeout(1_000.0 * seconds);
        Map<?, ?> after = (Map<?, ?>) page.evaluate("() => window.bench.incoming()");
        double elapsed = (number(after.get("at")) - number(before.get("at"))) / 1_000;
        Map<Object, Map<?, ?>> earlier = new HashMap<>();
        for (Object video : list(before.get("videos"))) {
            earlier.put(((Map<?, ?>) video).get("track"), (Map<?, ?>) video);
        }
        int carrying = 0;
        int unseen = 0;
        double bytes = 0;
        List<Double> frameRates = new ArrayList<>();
        for (Object video : list(after.get("videos"))) {
            Map<?, ?> now = (Map<?, ?>) video;
            Map<?, ?> then = earlier.getOrDefault(now.get("track"), Map.of("bytes", 0, "frames", 0));
            double came = number(now.get("bytes")) - number(then.get("bytes"));
            if (came > 0) {
                carrying++;
                unseen += inSight.contains(now.get("track")) ? 0 : 1;
                bytes += came;
                frameRates.add((number(now.get("frames")) - number(then.get("frames"))) / elapsed);
            }
        }
        double sound = number(after.get("sound")) - number(before.get("sound"));
        return new Received(inSight.size(), carrying, unseen, 8 * bytes / elapsed, 8 * sound / elapsed, frameRates);
    }

    /**
     * What came in.
     *
     * @param inSight pictures of others that the page shows
     * @param carrying video tracks that bytes came for
     * @param unseen those of them that the page does not show
     * @param videoRate in bit/s
     * @param soundRate in bit/s
     * @param frameRates of the tracks that bytes came for, frames decoded per second, ascending
     */
    public record Received(
            int inSight, int carrying, int unseen, double videoRate, double soundRate, List<Double> frameRates) {
        public Received {
            frameRates = frameRates.stream().sorted().toList();
        }
    }

    /** Seconds that the page's main thread has been at work so far. */
    public double busySeconds() {
        return metric("TaskDuration");
    }

    /** Bytes of JavaScript objects after garbage was collected. */
    public long heap() {
        inspector.send("HeapProfiler.enable");
        inspector.send("HeapProfiler.collectGarbage");
        return (long) metric("JSHeapUsedSize");
    }

    private double metric(String name) {
        for (var metric : inspector.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("the browser has no metric " + name);
    }

    private static int whole(@Nullable Object value) {
        return (int) number(value);
    }

    private static double number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).doubleValue();
    }

    private static List<?> list(@Nullable Object values) {
        return (List<?>) Objects.requireNonNull(values);
    }

    private static List<Double> numbers(@Nullable Object values) {
        return list(values).stream().map(RoomPage::number).toList();
    }

    @Override
    public void close() {
        profile.close();
        chromium.close();
    }
}
