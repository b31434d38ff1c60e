package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.srtp.MasterKey;
import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.srtp.SrtpProfile;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Forwarding allocates what the JDK's cipher allocates, and nothing else per packet. */
@EnabledOnOs(OS.LINUX)
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Reports once a second, per receiver, spread over the packets in between. */
    private static final double FOR_REPORTS = 60;

    @Test
    void aForwardedPacketCostsNoMoreThanItsEncryption() throws Exception {
        try (MediaServer server = MediaServers.start(MediaConfig.defaults()
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(0)
                        .engine(MediaConfig.Engine.LINUX));
                SocketCall call = new SocketCall(server, 10)) {
            call.awaitFrames(60);
            long loop = loopThread();
            long ciphersBefore = ciphers(server);
            long forwardedBefore = server.count(MediaCounter.RTP_FORWARDED);
            long allocatedBefore = THREADS.getThreadAllocatedBytes(loop);

            call.awaitFrames(call.frames() + 60);

            long allocated = THREADS.getThreadAllocatedBytes(loop) - allocatedBefore;
            double forwarded = server.count(MediaCounter.RTP_FORWARDED) - forwardedBefore;
            double byCiphers = (ciphers(server) - ciphersBefore) * allocatedPerCipher();
            System.out.printf(
                    "per forwarded packet: %.0f bytes allocated, %.0f of them by the cipher%n",
                    allocated / forwarded, byCiphers / forwarded);
            assertThat((allocated - byCiphers) / forwarded).isLessThan(FOR_REPORTS);
        }
    }

    private static long ciphers(MediaServer server) {
        return server.count(MediaCounter.RTP_FORWARDED)
                + server.count(MediaCounter.RTP_RECEIVED)
                + server.count(MediaCounter.RTP_RETRANSMITTED)
                + server.count(MediaCounter.RTCP_RECEIVED)
                + server.count(MediaCounter.RTCP_SENT);
    }

    private static long loopThread() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("media-0"))
                .mapToLong(Thread::threadId)
                .findFirst()
                .orElseThrow();
    }

    private static double allocatedPerCipher() {
        SrtpContext context =
                SrtpContext.sending(SrtpProfile.AEAD_AES_128_GCM, new MasterKey(new byte[16], new byte[12]));
        int rounds = 20_000;
        byte[] packet = new byte[1_200];
        packet[0] = (byte) 0x80;
        long before = 0;
        for (int i = -rounds; i < rounds; i++) {
            if (i == 0) {
                before = THREADS.getCurrentThreadAllocatedBytes();
            }
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            context.protectRtp(packet, 0, 1_150);
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) rounds;
    }
}
