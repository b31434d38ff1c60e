package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FrameLog;
import dev.roomjar.media.testing.LinkConditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One receiver with a bad network, or a bad will, among many. */
class BadReceiverTest {
    private static final int GOOD_ONES = 49;

    /** Two packets a frame: enough to lose some of a frame. */
    private static final FakePublisher.Media SMALL = new FakePublisher.Media(600, 60, 0);

    @Test
    void theOtherFortyNineNoticeNothing() {
        try (Call call = new Call(401)) {
            Call.Sender sender = call.sender(SMALL);
            call.awaitConnected(sender);
            Call.Viewer bad = call.viewer();
            Subscription badSubscription = bad.subscribe(sender);
            List<FrameLog> good = new ArrayList<>();
            List<Call.Viewer> viewers = new ArrayList<>();
            List<Subscription> subscriptions = new ArrayList<>();
            for (int i = 0; i < GOOD_ONES; i++) {
                Call.Viewer viewer = call.viewer();
                viewers.add(viewer);
                subscriptions.add(viewer.subscribe(sender));
            }
            viewers.forEach(call::awaitConnected);
            call.awaitConnected(bad);
            call.run(Duration.ofSeconds(1));
            for (int i = 0; i < GOOD_ONES; i++) {
                good.add(viewers.get(i).video(subscriptions.get(i)).frames());
            }
            List<Integer> before = good.stream().map(FrameLog::decoded).toList();
            good.forEach(frames -> frames.measureFrom(call.simulation.now()));
            int keyframes = sender.peer.keyframes();
            int sent = sender.peer.frames();
            LinkConditions terrible = LinkConditions.GOOD.loss(0.4);
            call.simulation.conditions(bad.peer, terrible, terrible);

            for (int i = 0; i < 100; i++) {
                call.run(Duration.ofMillis(100));
                bad.peer.requestKeyframe(bad.mids(badSubscription).videoMid());
            }

            int played = sender.peer.frames() - sent;
            for (int i = 0; i < GOOD_ONES; i++) {
                assertThat(good.get(i).decoded() - before.get(i)).isBetween(played - 1, played + 1);
                assertThat(good.get(i).longestGap(call.simulation.now())).isLessThan(Duration.ofMillis(80));
            }
            assertThat(sender.peer.keyframes() - keyframes)
                    .as("four at once, then one each 4 s of these 10")
                    .isLessThanOrEqualTo(7);
            assertThat(bad.video(badSubscription).frames().decoded())
                    .as("even the bad one sees something")
                    .isGreaterThan(15);
        }
    }
}
