package dev.roomjar.media.congestion;

import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;

/**
 * One receiver's packets over a simulated path: an encoder at 30 frames per second whose rate follows the estimate, at once or in
 * steps as layers do, and a receiver that tells arrivals as browsers do.
 */
final class Flow {
    private static final int LARGEST = 1_100;
    private static final int TAG = 16;
    private static final int OVERHEAD = TAG + 28;
    private static final long FRAME = 1_000_000_000L / 30;

    final BandwidthEstimator estimator = new BandwidthEstimator(BandwidthLimits.DEFAULT, 65_000);
    private final ArrivalFeedback receiver = new ArrivalFeedback();
    private final byte[] buffer = new byte[1_500];

    /** Bits per second of each layer, lowest first; empty: any rate up to {@code most}. */
    long[] layers = {};

    long most = 10_000_000;
    boolean feedbackLost;
    long sentBits;
    long paddingBits;
    long arrivedBits;
    long longestDelay;
    private long nextFrame = Long.MIN_VALUE;
    private long owed;

    Flow() {
        estimator.negotiated(true);
        estimator.desire(most);
    }

    /** What the encoder makes now. */
    long rate(long now) {
        long allowed = Math.min(most, estimator.bitsPerSecond(now));
        if (layers.length == 0) {
            return allowed;
        }
        long chosen = layers[0];
        for (long layer : layers) {
            chosen = layer <= allowed ? layer : chosen;
        }
        return Math.min(chosen, most);
    }

    /** Sends what is due. */
    void send(Link link, long now) {
        estimator.advance(now);
        if (now >= nextFrame) {
            nextFrame = Math.max(nextFrame + FRAME, now);
            owed += rate(now) / 30 / 8;
            while (owed > OVERHEAD) {
                int size = (int) Math.min(owed, LARGEST + OVERHEAD);
                owed -= size;
                packet(link, size - OVERHEAD, false, now);
            }
        }
        while (estimator.wantsPadding(now)) {
            packet(link, 300, true, now);
        }
    }

    private void packet(Link link, int length, boolean padding, long now) {
        int number = estimator.sent(length, padding, now);
        byte[] packet = new byte[Math.max(12, length + TAG)];
        Bytes.put16(packet, 0, number);
        Bytes.put64(packet, 2, now);
        sentBits += 8L * (length + OVERHEAD);
        paddingBits += padding ? 8L * (length + OVERHEAD) : 0;
        link.down(packet);
    }

    void arrived(byte[] packet, long now) {
        receiver.received(Bytes.u16(packet, 0), packet.length, now);
        arrivedBits += 8L * (packet.length + 28);
        longestDelay = Math.max(longestDelay, now - Bytes.i64(packet, 2));
    }

    /** Sends the feedback that is due. */
    void report(Link link, long now) {
        RtcpWriter writer = new RtcpWriter().wrap(buffer, 0, buffer.length);
        while (receiver.write(writer, 1, 2, now)) {
            if (!feedbackLost) {
                link.up(java.util.Arrays.copyOf(buffer, writer.length()));
            }
            writer.wrap(buffer, 0, buffer.length);
        }
    }

    void feedback(byte[] rtcp, long now) {
        RtcpParser.parse(rtcp, 0, rtcp.length).forEach(packet -> estimator.received((TransportFeedback) packet, now));
    }

    /** Where datagrams go. */
    interface Link {
        void down(byte[] datagram);

        void up(byte[] datagram);
    }
}
