package dev.roomjar.bench.load;

import dev.roomjar.media.rtp.Bytes;
import java.util.Arrays;

/** The payload of all packets: a descriptor that the codec wants, then a mark, the time of sending, and known bytes. */
final class Payload {
    /** The longest descriptor: VP8's with a picture id, and a keyframe's header. */
    static final int DESCRIPTOR = 16;

    private static final int TIME = DESCRIPTOR + 4;
    private static final int FILLER = TIME + 8;
    private static final int MARK = 0x6c6f6164;
    private static final byte[] KNOWN = new byte[2_048];

    static {
        for (int i = 0; i < KNOWN.length; i++) {
            KNOWN[i] = (byte) (37 * i + 11);
        }
    }

    private Payload() {}

    /** Fills in everything behind the descriptor. */
    static void write(byte[] packet, int at, int length, long now) {
        Bytes.put32(packet, at + DESCRIPTOR, MARK);
        Bytes.put64(packet, at + TIME, now);
        System.arraycopy(KNOWN, FILLER, packet, at + FILLER, length - FILLER);
    }

    /** VP8's payload descriptor with a picture id of 15 bits, and the beginning of a frame (RFC 7741 §4.2, §4.3). */
    static void vp8(byte[] packet, int at, int picture, boolean first, boolean keyframe) {
        Arrays.fill(packet, at, at + DESCRIPTOR, (byte) 0);
        packet[at] = (byte) (first ? 0x90 : 0x80);
        packet[at + 1] = (byte) 0x80;
        Bytes.put16(packet, at + 2, 0x8000 | (picture & 0x7fff));
        if (first) {
            packet[at + 4] = (byte) (keyframe ? 0x10 : 0x11);
            if (keyframe) {
                Bytes.put24(packet, at + 7, 0x9d012a);
                Bytes.put16(packet, at + 10, 640);
                Bytes.put16(packet, at + 12, 480);
            }
        }
    }

    /** When the packet was sent, or −1 where a byte is not as written. */
    static long read(byte[] packet, int at, int length) {
        boolean intact = length > FILLER
                && Bytes.i32(packet, at + DESCRIPTOR) == MARK
                && Arrays.equals(packet, at + FILLER, at + length, KNOWN, FILLER, length);
        return intact ? Bytes.i64(packet, at + TIME) : -1;
    }
}
