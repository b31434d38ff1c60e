package dev.roomjar.bench;

import dev.roomjar.bench.load.Clip;
import dev.roomjar.bench.load.Load;
import dev.roomjar.bench.room.AppServer;
import dev.roomjar.bench.room.RoomPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A full room as one person at a real page has it. */
final class BigRoom implements Benchmark {
    private static final String ROOM = "Assembly";
    private static final int SECONDS = 30;

    private final LoadSettings settings;

    BigRoom(LoadSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "bigroom";
    }

    @Override
    public void run(Report report) throws Exception {
        int others = settings.steps().isEmpty() ? 24 : settings.steps().getFirst();
        report.section("A big room", """
                The whole server in a process of its own, %d people of the load generator who come in by WHIP (each an ICE, \
                DTLS and SRTP peer of its own that sends VP8 of 320 × 180 at 15 frames per second, 150 kbit/s, and Opus; one in \
                twelve talks at a time), and one real page in Chromium, 1280 × 800, that joins through lobby and preview with \
                camera and microphone. Everything shares the cores; the browser paints without a graphics card. %d s of \
                pressing buttons and typing, then %d s of looking on.
                """.formatted(others, SECONDS, SECONDS));
        if (!RoomPage.isPossible()) {
            report.note("Not measured: there is no Chromium on this machine.");
            return;
        }
        try (AppServer server = AppServer.start(settings.java());
                Load load = new Load(false)) {
            Clip clip = Clip.talk();
            for (int i = 1; i <= others; i++) {
                server.join(ROOM, "Person " + i, load, clip);
            }
            try (RoomPage page = RoomPage.join(server.http(), "Ada", ROOM)) {
                measure(report, server, page, others);
            }
        }
    }

    private static void measure(Report report, AppServer server, RoomPage page, int others) throws Exception {
        long began = System.nanoTime();
        int tiles = page.awaitPictures();
        double pictures = (System.nanoTime() - began) / 1e9;
        TimeUnit.SECONDS.sleep(5);

        Window pressing = new Window(server, page);
        RoomPage.Interactions interactions = page.interact(SECONDS);
        pressing.end();
        page.awaitPictures();
        Window looking = new Window(server, page);
        RoomPage.Received received = page.receive(SECONDS);
        looking.end();

        List<List<String>> rows = new ArrayList<>();
        rows.add(row("people", "%d and the page", others));
        rows.add(row("all pictures move after", "%.1f s", pictures));
        rows.add(row("interactions", "%d", interactions.count()));
        rows.add(row("interaction to next paint, p50", "%s", paint(interactions, 0.5)));
        rows.add(row("p98", "%s", paint(interactions, 0.98)));
        rows.add(row("longest", "%s", paint(interactions, 1)));
        rows.add(row("press to painted effect, server's answer included, p50", "%s", answer(interactions, 0.5)));
        rows.add(row("p98", "%s", answer(interactions, 0.98)));
        rows.add(row("longest", "%s", answer(interactions, 1)));
        rows.add(row("longest task of the page's scripts", "%d ms", interactions.longestTask()));
        rows.add(row("pictures of others in sight", "%d of %d", received.inSight(), others));
        rows.add(row("video tracks that bytes come for", "%d", received.carrying()));
        rows.add(row("video received", "%,.0f kbit/s", received.videoRate() / 1_000));
        rows.add(row("sound received", "%,.0f kbit/s", received.soundRate() / 1_000));
        rows.add(row("frames decoded per second and picture, fewest", "%.1f", quantile(received.frameRates(), 0)));
        rows.add(row("median", "%.1f", quantile(received.frameRates(), 0.5)));
        rows.add(row("server, cores while looking on", "%.2f", looking.serverCores));
        rows.add(row("server, cores while pressing", "%.2f", pressing.serverCores));
        rows.add(row("server, resident", "%,d MB", server.resident() >> 20));
        rows.add(row("page, main thread busy while looking on", "%.0f %%", 100 * looking.pageBusy));
        rows.add(row("page, heap", "%.1f MB", page.heap() / 1e6));
        rows.add(row("load of the machine, 1 minute", "%s", loadAverage()));
        report.table(List.of("what", "figure"), rows);

        if (received.unseen() > 0 || received.inSight() != tiles) {
            throw new IllegalStateException("of " + received.carrying() + " video tracks that bytes come for "
                    + received.unseen() + " are not in sight; tiles: " + tiles + ", then " + received.inSight());
        }
    }

    /** What the server and the page use in a time. */
    private static final class Window {
        private final AppServer server;
        private final RoomPage page;
        private final long began = System.nanoTime();
        private final long serverBefore;
        private final double pageBefore;
        private double serverCores;
        private double pageBusy;

        Window(AppServer server, RoomPage page) {
            this.server = server;
            this.page = page;
            serverBefore = server.cpu();
            pageBefore = page.busySeconds();
        }

        void end() {
            double nanos = System.nanoTime() - began;
            serverCores = (server.cpu() - serverBefore) / nanos;
            pageBusy = (page.busySeconds() - pageBefore) * 1e9 / nanos;
        }
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be a dependency for this one line
    private static List<String> row(String what, String format, Object... values) {
        return List.of(what, String.format(Locale.ROOT, format, values));
    }

    /** Interactions of which the browser does not tell took less than 16 ms. */
    private static String paint(RoomPage.Interactions interactions, double share) {
        int untold = Math.max(0, interactions.count() - interactions.toPaint().size());
        int index = (int) Math.round(share * (interactions.count() - 1)) - untold;
        return index < 0 ? "< 16 ms" : millis(interactions.toPaint().get(index));
    }

    private static String answer(RoomPage.Interactions interactions, double share) {
        return millis(quantile(interactions.toAnswer(), share));
    }

    private static double quantile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f ms", value);
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
    }
}
