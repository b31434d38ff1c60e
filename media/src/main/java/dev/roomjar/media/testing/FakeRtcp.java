package dev.roomjar.media.testing;

import dev.roomjar.media.rtp.Bytes;
import java.util.List;
import java.util.function.IntConsumer;

/** The few RTCP packets that fake peers write and read (RFC 3550 §6.4, RFC 4585 §6), apart from the server's own code. */
final class FakeRtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int TRANSPORT_FEEDBACK = 205;
    private static final int PAYLOAD_FEEDBACK = 206;
    private static final int NACK = 1;
    private static final int PICTURE_LOSS = 1;
    private static final int FULL_INTRA = 4;

    /** What a fake peer takes note of. */
    interface Visitor {
        void nack(int ssrc, int sequenceNumber);

        void keyframeRequest(int ssrc);

        void senderReport(int ssrc, long ntp, int rtpTimestamp);
    }

    private FakeRtcp() {}

    /** A sender report without report blocks and a source description. */
    static int senderReport(byte[] to, int ssrc, long ntp, int timestamp, int packets, int octets) {
        header(to, 0, 0, SENDER_REPORT, 28);
        Bytes.put32(to, 4, ssrc);
        Bytes.put64(to, 8, ntp);
        Bytes.put32(to, 16, timestamp);
        Bytes.put32(to, 20, packets);
        Bytes.put32(to, 24, octets);
        return sourceDescription(to, 28, ssrc);
    }

    /** A receiver report without blocks; feedback that follows it makes a compound packet (RFC 4585 §3.1). */
    static int emptyReceiverReport(byte[] to, int sender) {
        header(to, 0, 0, RECEIVER_REPORT, 8);
        Bytes.put32(to, 4, sender);
        return sourceDescription(to, 8, sender);
    }

    /** A receiver report with one block. */
    static int receiverReport(byte[] to, int sender, int source, int fractionLost, int lost, int highest) {
        header(to, 0, 1, RECEIVER_REPORT, 32);
        Bytes.put32(to, 4, sender);
        Bytes.put32(to, 8, source);
        to[12] = (byte) fractionLost;
        Bytes.put24(to, 13, lost);
        Bytes.put32(to, 16, highest);
        Bytes.put32(to, 20, 0);
        Bytes.put32(to, 24, 0);
        Bytes.put32(to, 28, 0);
        return sourceDescription(to, 32, sender);
    }

    private static int sourceDescription(byte[] to, int at, int ssrc) {
        header(to, at, 1, SOURCE_DESCRIPTION, 16);
        Bytes.put32(to, at + 4, ssrc);
        to[at + 8] = 1;
        to[at + 9] = 4;
        Bytes.put32(to, at + 10, 0x66616b65);
        Bytes.put16(to, at + 14, 0);
        return at + 16;
    }

    /** A negative acknowledgement of single packets. */
    static int nack(byte[] to, int at, int sender, int source, List<Integer> sequenceNumbers) {
        int end = at + 12;
        for (int sequenceNumber : sequenceNumbers) {
            Bytes.put16(to, end, sequenceNumber);
            Bytes.put16(to, end + 2, 0);
            end += 4;
        }
        header(to, at, NACK, TRANSPORT_FEEDBACK, end - at);
        Bytes.put32(to, at + 4, sender);
        Bytes.put32(to, at + 8, source);
        return end;
    }

    static int pictureLoss(byte[] to, int at, int sender, int source) {
        header(to, at, PICTURE_LOSS, PAYLOAD_FEEDBACK, 12);
        Bytes.put32(to, at + 4, sender);
        Bytes.put32(to, at + 8, source);
        return at + 12;
    }

    private static void header(byte[] to, int at, int count, int type, int length) {
        to[at] = (byte) (0x80 | count);
        to[at + 1] = (byte) type;
        Bytes.put16(to, at + 2, length / 4 - 1);
    }

    static void read(byte[] from, int offset, int length, Visitor visitor) {
        int end = offset + length;
        for (int at = offset; at + 8 <= end; ) {
            int size = 4 * (Bytes.u16(from, at + 2) + 1);
            if (at + size > end) {
                return;
            }
            readOne(from, at, size, visitor);
            at += size;
        }
    }

    private static void readOne(byte[] from, int at, int size, Visitor visitor) {
        int format = from[at] & 0x1f;
        int type = from[at + 1] & 0xff;
        if (type == SENDER_REPORT && size >= 28) {
            visitor.senderReport(Bytes.i32(from, at + 4), Bytes.i64(from, at + 8), Bytes.i32(from, at + 16));
        } else if (type == TRANSPORT_FEEDBACK && format == NACK) {
            int source = Bytes.i32(from, at + 8);
            forEachLost(from, at + 12, at + size, sequenceNumber -> visitor.nack(source, sequenceNumber));
        } else if (type == PAYLOAD_FEEDBACK && format == PICTURE_LOSS) {
            visitor.keyframeRequest(Bytes.i32(from, at + 8));
        } else if (type == PAYLOAD_FEEDBACK && format == FULL_INTRA && size >= 20) {
            visitor.keyframeRequest(Bytes.i32(from, at + 12));
        }
    }

    private static void forEachLost(byte[] from, int at, int end, IntConsumer lost) {
        for (int entry = at; entry + 4 <= end; entry += 4) {
            int first = Bytes.u16(from, entry);
            int mask = Bytes.u16(from, entry + 2);
            lost.accept(first);
            for (int bit = 0; bit < 16; bit++) {
                if ((mask >> bit & 1) != 0) {
                    lost.accept(first + 1 + bit & 0xffff);
                }
            }
        }
    }
}
