package dev.roomjar.bench;

import dev.roomjar.bench.load.Load;
import dev.roomjar.bench.load.ServerProcess;
import dev.roomjar.bench.load.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One publisher to ever more subscribers, until packets are lost. */
final class FanOut implements Benchmark {
    private static final int FIRST = 100;
    private static final int STEP = 100;
    private static final int MOST = 2_000;

    /** More than this is the knee. */
    private static final double LOSS = 0.0001;

    private static final int WARM_UP = 8;
    private static final int COMPILING = 90;
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(25);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final LoadSettings settings;

    FanOut(LoadSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public void run(Report report) throws Exception {
        report.section("One publisher to many subscribers", """
                A load generator in a process of its own, with ICE, DTLS and SRTP, on the same cores: %s \
                Each step adds subscribers, one each 25 ms while the call runs, settles for %d s, and then until the JIT compilers are idle (90 s at most), and is measured for %d s. \
                CPU seconds are those of the server process, user and system, per million forwarded packets; "loop" is its media \
                loop's thread alone. Latency is from the publisher's send call to the moment at which the load generator has read the packet, \
                carried in the payload of one packet in 50, which is decrypted and compared byte by byte. "Lost" is before \
                retransmission. "Joined" is from the offer to the first video packet. %s
                """.formatted(
                LoadTables.traffic(settings), settings.settle(), settings.seconds(), LoadTables.receivers(settings)));
        List<List<String>> rows = new ArrayList<>();
        List<Memory> memory = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(settings.server(), settings.java());
                Load load = new Load(settings.wholeSegments())) {
            int session = server.openSession();
            String publication = server.publish(session, load.publish(LoadTables.traffic(settings.uneven())));
            int present = 0;
            for (int wanted : steps()) {
                List<Load.Subscribing> joining = join(server, load, session, publication, wanted - present);
                present = wanted;
                TimeUnit.SECONDS.sleep(rows.isEmpty() ? WARM_UP : settings.settle());
                server.awaitCompiled(COMPILING);
                Window window = Window.of(server, load, settings.seconds());
                server.collect();
                ServerProcess.Figures figures = server.figures();
                memory.add(new Memory(present, figures.memory(), figures.resident()));
                List<String> row = row(present, window, joining);
                System.err.println("  " + row);
                rows.add(row);
                if (window.loss() > LOSS && settings.steps().isEmpty()) {
                    break;
                }
            }
        }
        report.table(
                List.of(
                        "subscribers",
                        "packets per second",
                        "server CPU s/M",
                        "loop CPU s/M",
                        "packets per call",
                        "latency p50",
                        "p99",
                        "lost",
                        "joined p50",
                        "p99"),
                rows);
        if (memory.size() > 1) {
            report.note(Memory.perSubscriber(memory.getFirst(), memory.getLast()));
        }
    }

    private List<Integer> steps() {
        if (!settings.steps().isEmpty()) {
            return settings.steps();
        }
        List<Integer> steps = new ArrayList<>();
        for (int subscribers = FIRST; subscribers <= MOST; subscribers += STEP) {
            steps.add(subscribers);
        }
        return steps;
    }

    /** One after the other at a fixed pace, however long each takes. */
    private static List<Load.Subscribing> join(
            ServerProcess server, Load load, int session, String publication, int count) throws InterruptedException {
        List<Load.Subscribing> joining = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Load.Subscribing subscriber = load.subscribe();
            joining.add(subscriber);
            server.subscribe(session, List.of(publication), subscriber);
            TimeUnit.NANOSECONDS.sleep(PACE);
        }
        for (Load.Subscribing subscriber : joining) {
            LoadTables.await(subscriber, PATIENCE);
        }
        return joining;
    }

    private static List<String> row(int subscribers, Window window, List<Load.Subscribing> joining) {
        long[] joined = joining.stream()
                .mapToLong(Load.Subscribing::joinedAfter)
                .sorted()
                .toArray();
        List<String> row = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", subscribers)));
        row.addAll(LoadTables.common(window));
        row.add(LoadTables.millis(joined, 0.50));
        row.add(LoadTables.millis(joined, 0.99));
        return row;
    }

    /** What the server used after collecting garbage. */
    private record Memory(int subscribers, long used, long resident) {

        static String perSubscriber(Memory few, Memory many) {
            double subscribers = many.subscribers - few.subscribers;
            return String.format(
                    Locale.ROOT,
                    """
                    Memory per subscriber: %.1f KB on the Java heap after collection and by `malloc` together, as the \
                    difference between %d and %d subscribers (resident: %.1f KB, with what the heap has grown by in passing).
                    """,
                    (many.used - few.used) / subscribers / 1_000,
                    few.subscribers,
                    many.subscribers,
                    (many.resident - few.resident) / subscribers / 1_000);
        }
    }
}
