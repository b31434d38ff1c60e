package dev.roomjar.bench;

import dev.roomjar.bench.load.Load;
import dev.roomjar.bench.load.ServerProcess;
import dev.roomjar.bench.load.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Rooms of ten people in which everybody sees everybody. */
final class Rooms implements Benchmark {
    private static final int PEOPLE = 10;
    private static final int WARM_UP = 8;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final LoadSettings settings;

    Rooms(LoadSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public void run(Report report) throws Exception {
        report.section("Rooms of ten", """
                As above, with %d people per room, each of whom publishes and receives the other %d over one peer connection: %s %s
                """.formatted(
                        PEOPLE, PEOPLE - 1, LoadTables.traffic(settings), LoadTables.receivers(settings)));
        List<List<String>> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(settings.server(), settings.java());
                Load load = new Load(settings.wholeSegments())) {
            int present = 0;
            for (int wanted : settings.steps().isEmpty() ? List.of(1, 2, 3, 4, 5) : settings.steps()) {
                for (; present < wanted; present++) {
                    open(server, load);
                }
                TimeUnit.SECONDS.sleep(rows.isEmpty() ? WARM_UP : settings.settle());
                Window window = Window.of(server, load, settings.seconds());
                List<String> row = new ArrayList<>(List.of(Integer.toString(present)));
                row.addAll(LoadTables.common(window));
                System.err.println("  " + row);
                rows.add(row);
            }
        }
        report.table(
                List.of(
                        "rooms",
                        "packets per second",
                        "server CPU s/M",
                        "loop CPU s/M",
                        "packets per call",
                        "latency p50",
                        "p99",
                        "lost"),
                rows);
    }

    private void open(ServerProcess server, Load load) throws InterruptedException {
        int session = server.openSession();
        List<String> publications = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            publications.add(server.publish(session, load.publish(LoadTables.traffic(settings.uneven()))));
        }
        for (String own : publications) {
            List<String> others =
                    publications.stream().filter(id -> !id.equals(own)).toList();
            Load.Subscribing subscriber = load.subscribe();
            server.subscribe(session, others, subscriber);
            LoadTables.await(subscriber, PATIENCE);
        }
    }
}
