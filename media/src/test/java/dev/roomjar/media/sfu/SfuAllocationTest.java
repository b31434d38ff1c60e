package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.LinkConditions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A call in progress makes no garbage, whatever goes on in it: forwarding, reports, transport-wide feedback, losses and their
 * repair on both sides, probing. Not counted are connectivity checks, one each 2.5 s and peer.
 * With OpenSSL's cipher; the Java runtime's allocates about 1 KB per packet by itself.
 */
class SfuAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int VIEWERS = 12;

    @Test
    void aCallInProgressMakesNoGarbage() {
        try (Call call = new Call(77)) {
            Call.Sender sender = call.sender(FakePublisher.Media.TYPICAL);
            call.awaitConnected(sender);
            List<Call.Viewer> viewers = new ArrayList<>();
            for (int i = 0; i < VIEWERS; i++) {
                Call.Viewer viewer = call.viewer();
                viewers.add(viewer);
                viewer.subscribe(sender);
            }
            viewers.forEach(call::awaitConnected);
            LinkConditions lossy = LinkConditions.GOOD.loss(0.02);
            call.simulation.conditions(sender.peer, lossy, lossy);
            viewers.subList(0, VIEWERS / 2).forEach(viewer -> call.simulation.conditions(viewer.peer, lossy, lossy));
            call.run(Duration.ofSeconds(20));

            long forwardedBefore = call.simulation.count(MediaCounter.RTP_FORWARDED);
            call.simulation.meter(THREADS::getCurrentThreadAllocatedBytes);
            call.run(Duration.ofSeconds(20));

            double forwarded = call.simulation.count(MediaCounter.RTP_FORWARDED) - forwardedBefore;
            System.out.printf(
                    "per forwarded packet: %.2f bytes; %.0f forwarded, %d retransmitted, %d of padding%n",
                    call.simulation.metered() / forwarded,
                    forwarded,
                    call.simulation.count(MediaCounter.RTP_RETRANSMITTED),
                    call.simulation.count(MediaCounter.RTP_PADDING));
            assertThat(call.simulation.metered() / forwarded).isLessThan(1);
        }
    }
}
