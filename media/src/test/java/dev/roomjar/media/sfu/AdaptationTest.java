package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.PublicationListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.testing.FakeSimulcastPublisher;
import dev.roomjar.media.testing.FakeStream;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A publisher of three layers and what its viewers get of them, on simulated networks. */
class AdaptationTest {
    private static final Duration STEP = Duration.ofMillis(20);

    private final Call call = new Call(31);
    private final Camera camera = new Camera();

    /** A publisher that does what it is told about its layers. */
    private final class Camera implements PublicationListener {
        final FakeSimulcastPublisher peer = call.simulation.simulcastPublisher();
        final List<Integer> wanted = new ArrayList<>();
        final Publication publication;
        private boolean connected;

        Camera() {
            MediaSession session = call.session;
            publication = call.get(session.publish(peer.offer(), this));
            peer.answered(publication.answer());
            call.await(() -> connected, "the camera is connected");
        }

        @Override
        public void stateChanged(PeerState state) {
            connected |= state == PeerState.CONNECTED;
        }

        @Override
        public void layersWanted(int highest, int layers) {
            wanted.add(highest);
            peer.send(highest);
        }
    }

    /** Watches one viewer's picture: which layer it is of, and how long it stood still at most. */
    private final class Watch {
        final Call.Viewer viewer = call.viewer();
        final Subscription subscription = call.get(viewer.receiver.subscribe(camera.publication));
        private int seen = -1;
        private long since;
        private long longestGap;

        Watch() {
            call.awaitConnected(viewer);
        }

        FakeStream video() {
            return viewer.video(subscription);
        }

        int layer() {
            for (int layer = 0; layer < 3; layer++) {
                if (camera.peer.packetsPerFrame(layer) == video().frames().lastCount()) {
                    return layer;
                }
            }
            return -1;
        }

        /** Lets time pass until something is so; returns after how long. */
        Duration until(BooleanSupplier condition, Duration atMost, String what) {
            long start = call.simulation.now();
            while (!condition.getAsBoolean()) {
                assertThat(Duration.ofNanos(call.simulation.now() - start))
                        .as(what)
                        .isLessThan(atMost);
                pass(STEP);
            }
            return Duration.ofNanos(call.simulation.now() - start);
        }

        /** Lets time pass with an eye on the picture. */
        void pass(Duration time) {
            long end = call.simulation.now() + time.toNanos();
            while (call.simulation.now() < end) {
                call.run(STEP);
                long now = call.simulation.now();
                int whole = video().frames().whole();
                if (whole != seen) {
                    seen = whole;
                    since = now;
                }
                longestGap = Math.max(longestGap, now - since);
            }
        }

        Duration takeLongestGap() {
            Duration gap = Duration.ofNanos(longestGap);
            longestGap = 0;
            return gap;
        }

        void wants(int width, int height, boolean visible) {
            subscription.wishes(new Wishes(width, height, 0, Priority.NORMAL, visible));
        }
    }

    @Test
    void aSmallPlaceGetsASmallLayerAndALargerOneALargerWithoutAFreeze() {
        try (call) {
            Watch watch = new Watch();
            watch.until(() -> watch.layer() == 2, Duration.ofSeconds(10), "the best at first");
            watch.pass(Duration.ofSeconds(1));
            watch.takeLongestGap();
            watch.wants(320, 180, true);
            watch.until(() -> watch.layer() == 0, Duration.ofSeconds(1), "the smallest");
            watch.wants(640, 480, true);
            watch.until(() -> watch.layer() == 1, Duration.ofSeconds(1), "the middle one");
            watch.wants(0, 0, true);
            watch.until(() -> watch.layer() == 2, Duration.ofSeconds(1), "the best");
            watch.pass(Duration.ofSeconds(1));
            assertThat(watch.takeLongestGap()).isLessThan(Duration.ofMillis(300));
            assertThat(watch.video().frames().corrupt()).isZero();
        }
    }

    @Test
    void layersNobodyWatchesAreNotSentAndComeBackWhenSomebodyDoes() {
        try (call) {
            Watch one = new Watch();
            Watch other = new Watch();
            one.until(() -> one.layer() == 2 && other.layer() == 2, Duration.ofSeconds(10), "the best at first");
            one.wants(320, 180, true);
            other.wants(640, 360, true);
            call.run(Duration.ofSeconds(6));
            assertThat(camera.wanted).containsExactly(1);
            assertThat(other.layer()).isEqualTo(1);

            one.takeLongestGap();
            one.wants(1280, 720, true);
            one.until(() -> one.layer() == 2, Duration.ofSeconds(2), "the paused layer");
            assertThat(camera.wanted).containsExactly(1, 2);

            one.wants(1280, 720, false);
            other.wants(0, 0, false);
            call.run(Duration.ofSeconds(6));
            assertThat(camera.wanted).containsExactly(1, 2, -1);
            other.wants(320, 180, true);
            int before = other.video().frames().whole();
            other.until(() -> other.video().frames().whole() > before + 5, Duration.ofSeconds(1), "a picture again");
        }
    }

    @Test
    void videoFollowsTheBandwidthDownAndUpWithoutAFreeze() {
        try (call) {
            Watch watch = new Watch();
            link(watch, 2_000_000);
            watch.until(() -> watch.layer() == 2, Duration.ofSeconds(15), "the best that 2 Mbit/s carry");
            watch.pass(Duration.ofSeconds(3));
            watch.takeLongestGap();

            link(watch, 300_000);
            Duration settled = watch.until(() -> watch.layer() == 0, Duration.ofSeconds(3), "a layer that fits");
            watch.pass(Duration.ofSeconds(10));
            assertThat(watch.layer()).isZero();
            Duration gapDown = watch.takeLongestGap();

            link(watch, 2_000_000);
            Duration recovered = watch.until(() -> watch.layer() == 2, Duration.ofSeconds(10), "the best again");
            watch.pass(Duration.ofSeconds(3));
            System.out.printf(
                    "settled after %s, recovered after %s, longest still picture %s and %s%n",
                    settled, recovered, gapDown, watch.takeLongestGap());
            assertThat(gapDown).isLessThan(Duration.ofMillis(700));
        }
    }

    private void link(Watch watch, long bitsPerSecond) {
        call.simulation.conditions(
                watch.viewer.peer, LinkConditions.GOOD, LinkConditions.GOOD.bitsPerSecond(bitsPerSecond));
    }
}
