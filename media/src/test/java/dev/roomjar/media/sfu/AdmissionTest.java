package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.testing.Simulation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who is let in when the server is pressed or about to stop. */
class AdmissionTest {

    @Test
    void aLoopThatCannotKeepUpTurnsNewcomersAwayAndLetsThemInAgain() {
        try (Call call = new Call(1)) {
            assertThat(call.session.admission()).isEqualTo(Admission.OPEN);

            load(call, 0.95, Duration.ofSeconds(8));
            assertThat(call.session.admission()).isEqualTo(Admission.BUSY);
            assertThat(call.simulation.count(MediaCounter.STRESS_RAISED)).isEqualTo(3);

            load(call, 0.2, Duration.ofSeconds(12));
            assertThat(call.session.admission()).isEqualTo(Admission.OPEN);
        }
    }

    @Test
    void aSessionWhoseLoopIsPressedLetsNewcomersInWhereThereIsAnother() {
        Simulation simulation = new Simulation(4, 2, Placement.DEFAULT);
        try (Call call = new Call(simulation, SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE)) {
            load(call, 0.95, Duration.ofSeconds(8));

            assertThat(call.simulation.sfu().admission()).isEqualTo(Admission.BUSY);
            assertThat(call.session.admission()).isEqualTo(Admission.OPEN);
        }
    }

    @Test
    void callsGoOnWhileTheServerDrains() {
        try (Call call = new Call(2)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            var subscription = viewer.subscribe(sender);
            call.awaitConnected(sender);
            call.awaitConnected(viewer);

            CompletableFuture<Void> drained = call.simulation.sfu().drain();
            call.run(Duration.ofSeconds(5));

            assertThat(call.session.admission()).isEqualTo(Admission.DRAINING);
            assertThat(drained).isNotDone();
            assertThat(viewer.video(subscription).frames().whole()).isGreaterThan(100);

            sender.publication.close();
            viewer.receiver.close();
            call.await(drained::isDone, "the end of the last call");
        }
    }

    @Test
    void anEmptyServerIsDrainedAtOnce() {
        try (Call call = new Call(3)) {
            CompletableFuture<Void> drained = call.simulation.sfu().drain();
            call.await(drained::isDone, "the end of the last call");
        }
    }

    private static void load(Call call, double load, Duration time) {
        for (Duration at = Duration.ZERO; at.compareTo(time) < 0; at = at.plusMillis(250)) {
            call.run(Duration.ofMillis(250));
            call.simulation.sfu().load(load, call.simulation.now());
        }
    }
}
