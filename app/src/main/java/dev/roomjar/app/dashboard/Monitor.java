package dev.roomjar.app.dashboard;

import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomSummary;
import dev.roomjar.app.rooms.WatchReply;
import dev.roomjar.opentok.SessionStatistics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the whole server every two seconds, as long as somebody looks, once for all who do. While nobody looks nothing is
 * asked of anybody. Thread rule: any thread.
 */
public final class Monitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RoomMaster master;
    private final Instruments instruments;
    private final InstantSource clock;
    private final Set<Consumer<Snapshot>> watchers = new CopyOnWriteArraySet<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("dashboard").factory());

    // Below: by the thread of the rounds.

    private Figures figures;
    private @Nullable Snapshot latest;
    private boolean running;

    public Monitor(RoomMaster master, Instruments instruments, InstantSource clock) {
        this.master = master;
        this.instruments = instruments;
        this.clock = clock;
        this.figures = new Figures(instruments);
    }

    /** Measures now; rates are unknown unless somebody looked just before. */
    CompletionStage<Snapshot> look() {
        return measure().thenApplyAsync(rooms -> new Figures(instruments).snapshot(rooms, clock.instant()), rounds);
    }

    /**
     * Tells what is measured, now and every two seconds, on a thread of its own.
     *
     * @return ends it
     */
    Runnable watch(Consumer<Snapshot> watcher) {
        watchers.add(watcher);
        execute(() -> {
            if (latest != null) {
                watcher.accept(latest);
            }
            if (!running) {
                running = true;
                round();
            }
        });
        return () -> watchers.remove(watcher);
    }

    @Override
    public void close() {
        rounds.shutdownNow();
    }

    private void round() {
        if (watchers.isEmpty()) {
            running = false;
            latest = null;
            figures = new Figures(instruments);
            return;
        }
        var _ = measure()
                .whenComplete((rooms, failure) -> execute(() -> {
                    if (failure == null) {
                        Snapshot now = figures.snapshot(rooms, clock.instant());
                        latest = now;
                        watchers.forEach(watcher -> watcher.accept(now));
                    } else {
                        LOG.warn("the dashboard could not be measured", failure);
                    }
                    again();
                }));
    }

    private void again() {
        try {
            var _ = rounds.schedule(this::round, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // Nobody looks any more.
        }
    }

    private void execute(Runnable task) {
        try {
            rounds.execute(task);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }

    private CompletableFuture<List<Figures.Raw>> measure() {
        return master.allRooms()
                .thenCompose(list -> all(list.rooms().stream()
                        .filter(room -> !room.people().isEmpty())
                        .map(this::room)
                        .toList()))
                .toCompletableFuture()
                .orTimeout(PATIENCE.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    /** A room that does not answer is shown without its figures the next time that it does. */
    private CompletableFuture<Optional<Figures.Raw>> room(RoomSummary summary) {
        return master.look(summary.room())
                .thenCompose(reply -> switch (reply) {
                    case WatchReply.NotOpen() -> CompletableFuture.completedFuture(Optional.<Figures.Raw>empty());
                    case WatchReply.Watching(String sessionId, var room) ->
                        instruments
                                .statistics(sessionId)
                                .toCompletableFuture()
                                .completeOnTimeout(
                                        SessionStatistics.NOTHING, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                                .thenApply(counted -> Optional.of(new Figures.Raw(room, counted)));
                })
                .toCompletableFuture()
                .exceptionally(_ -> Optional.empty());
    }

    private static CompletableFuture<List<Figures.Raw>> all(List<CompletableFuture<Optional<Figures.Raw>>> rooms) {
        return CompletableFuture.allOf(rooms.toArray(CompletableFuture[]::new))
                .thenApply(_ ->
                        rooms.stream().flatMap(room -> room.join().stream()).toList());
    }
}
