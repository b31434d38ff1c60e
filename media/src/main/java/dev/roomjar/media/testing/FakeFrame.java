package dev.roomjar.media.testing;

import dev.roomjar.media.rtp.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one RTP packet of a fake video carries: a VP8 payload descriptor and, in a frame's first packet, a VP8 frame header (RFC
 * 7741 §4.2, §4.3), then which part of which frame it is, then bytes that follow from that.
 *
 * @param frame counts frames from 0
 * @param index this packet's place in the frame, from 0
 * @param count how many packets the frame has
 */
public record FakeFrame(int frame, int index, int count, boolean keyframe) {
    private static final int START_OF_PARTITION = 0x10;
    private static final int FIELDS = 11;
    private static final int FILLER = FIELDS + 11;
    private static final int MAGIC = 0x524a;

    /** The smallest payload that holds everything. */
    static final int MIN_LENGTH = FILLER + 1;

    void write(byte[] buffer, int at, int length) {
        write(buffer, at, length, 640);
    }

    /** Writes it as of a picture of that width, three quarters as high. */
    void write(byte[] buffer, int at, int length, int width) {
        Arrays.fill(buffer, at, at + FIELDS, (byte) 0);
        if (index == 0) {
            buffer[at] = START_OF_PARTITION;
            // Frame tag: bit 0 clear for a keyframe, which then has a start code and dimensions (RFC 6386 §9.1).
            buffer[at + 1] = (byte) (keyframe ? 0x10 : 0x11);
            if (keyframe) {
                Bytes.put24(buffer, at + 4, 0x9d012a);
                littleEndian(buffer, at + 7, width);
                littleEndian(buffer, at + 9, width * 3 / 4);
            }
        }
        Bytes.put16(buffer, at + FIELDS, MAGIC);
        Bytes.put32(buffer, at + FIELDS + 2, frame);
        Bytes.put16(buffer, at + FIELDS + 6, index);
        Bytes.put16(buffer, at + FIELDS + 8, count);
        buffer[at + FIELDS + 10] = (byte) (keyframe ? 1 : 0);
        for (int i = FILLER; i < length; i++) {
            buffer[at + i] = filler(i);
        }
    }

    private static void littleEndian(byte[] buffer, int at, int value) {
        buffer[at] = (byte) value;
        buffer[at + 1] = (byte) (value >> 8);
    }

    /** Reads a payload; null where a byte is not as written. */
    static @Nullable FakeFrame read(byte[] buffer, int at, int length) {
        if (length < MIN_LENGTH || Bytes.u16(buffer, at + FIELDS) != MAGIC) {
            return null;
        }
        FakeFrame frame = new FakeFrame(
                Bytes.i32(buffer, at + FIELDS + 2),
                Bytes.u16(buffer, at + FIELDS + 6),
                Bytes.u16(buffer, at + FIELDS + 8),
                buffer[at + FIELDS + 10] == 1);
        for (int i = FILLER; i < length; i++) {
            if (buffer[at + i] != frame.filler(i)) {
                return null;
            }
        }
        return frame;
    }

    private byte filler(int i) {
        return (byte) (31 * frame + 7 * index + i);
    }
}
