package dev.roomjar.bench.load;

/**
 * What one publisher sends in a second.
 *
 * @param videoPackets video packets, spread over the frames
 * @param videoBytes RTP header and payload of each
 * @param frames frames, each a burst
 * @param audioPackets audio packets, evenly spaced
 * @param audioBytes RTP header and payload of each
 * @param uneven whether half of a frame's packets are a byte shorter, as browsers cut their frames
 */
public record Traffic(int videoPackets, int videoBytes, int frames, int audioPackets, int audioBytes, boolean uneven) {
    /** About 1.5 Mbit/s. */
    public static final Traffic TYPICAL = new Traffic(160, 1_150, 30, 50, 120, false);
}
