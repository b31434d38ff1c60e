package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Dashboard;
import dev.roomjar.app.dashboard.Instruments;
import dev.roomjar.app.dashboard.Monitor;
import dev.roomjar.app.dashboard.Operators;
import dev.roomjar.app.dashboard.Password;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.opentok.SessionStatistics;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A dashboard over real rooms and invented figures; its clock stands until it is moved. */
public final class DashboardInProcess implements AutoCloseable {
    public static final String PASSWORD = "open sesame";

    public volatile SessionStatistics statistics = SessionStatistics.NOTHING;
    public volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private volatile Password password = Password.of(PASSWORD, new Random(1));
    private final Dashboard dashboard;

    DashboardInProcess(RoomMaster master) {
        Instruments instruments = new Figures();
        dashboard = new Dashboard(
                master,
                new Operators(() -> password, () -> now),
                new Monitor(master, instruments, () -> now),
                instruments);
    }

    Dashboard dashboard() {
        return dashboard;
    }

    /** As the command does. */
    public void newPassword(String word) {
        password = Password.of(word, new Random(2));
    }

    @Override
    public void close() {
        dashboard.monitor().close();
    }

    private final class Figures implements Instruments {
        @Override
        public CompletionStage<SessionStatistics> statistics(String sessionId) {
            return CompletableFuture.completedStage(statistics);
        }

        @Override
        public List<Double> loads() {
            return List.of(0.25, 0.5);
        }

        @Override
        public long count(MediaCounter counter) {
            return 1_234;
        }

        @Override
        public long count(LiveCounter counter) {
            return 7;
        }

        @Override
        public int openPages() {
            return 3;
        }
    }
}
