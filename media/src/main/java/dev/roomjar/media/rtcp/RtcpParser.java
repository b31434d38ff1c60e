package dev.roomjar.media.rtcp;

import dev.roomjar.media.rtp.Bytes;
import java.util.List;

/**
 * Reads compound RTCP packets (RFC 3550 §6.1) and packets of reduced size (RFC 5506). Takes any bytes: what is unknown or
 * malformed is skipped, and reading ends where lengths no longer add up. Not thread safe.
 */
public final class RtcpParser {
    private static final int HEADER = 4;
    private static final int REPORT_BLOCK = 24;
    private static final int CNAME = 1;

    private byte[] buffer = new byte[0];

    /** Grows with the longest feedback, up to {@link TransportFeedbackFormat#MAX_PACKETS}. */
    private int[] deltas = new int[0];

    /** The packets of a compound, in order, as values. */
    public static List<RtcpPacket> parse(byte[] buffer, int offset, int length) {
        RtcpRecords records = new RtcpRecords();
        new RtcpParser().read(buffer, offset, length, records);
        return records.packets;
    }

    /** Tells a handler of the packets of a compound, in order; allocates nothing once it has seen feedback of usual size. */
    public void read(byte[] from, int offset, int length, RtcpHandler handler) {
        buffer = from;
        int at = offset;
        int end = offset + length;
        while (at + HEADER <= end && (buffer[at] & 0xc0) == 0x80) {
            int next = at + HEADER + 4 * Bytes.u16(buffer, at + 2);
            if (next > end) {
                break;
            }
            readPacket(at, next - padding(at, next), handler);
            at = next;
        }
    }

    private int padding(int at, int next) {
        boolean padded = (buffer[at] & 0x20) != 0;
        return padded ? Math.min(buffer[next - 1] & 0xff, next - at - HEADER) : 0;
    }

    private void readPacket(int at, int end, RtcpHandler handler) {
        int count = buffer[at] & 0x1f;
        int body = at + HEADER;
        switch (buffer[at + 1] & 0xff) {
            case RtcpType.SENDER_REPORT -> senderReport(count, body, end, handler);
            case RtcpType.RECEIVER_REPORT -> receiverReport(count, body, end, handler);
            case RtcpType.SOURCE_DESCRIPTION -> sourceDescription(count, body, end, handler);
            case RtcpType.GOODBYE -> goodbye(body, Math.min(end, body + 4 * count), handler);
            case RtcpType.TRANSPORT_FEEDBACK -> transportFeedback(count, body, end, handler);
            case RtcpType.PAYLOAD_FEEDBACK -> payloadFeedback(count, body, end, handler);
            default -> {}
        }
    }

    private void senderReport(int count, int at, int end, RtcpHandler handler) {
        if (at + 24 > end) {
            return;
        }
        handler.senderReport(
                Bytes.i32(buffer, at),
                Bytes.i64(buffer, at + 4),
                Bytes.i32(buffer, at + 12),
                Bytes.u32(buffer, at + 16),
                Bytes.u32(buffer, at + 20));
        reportBlocks(count, at + 24, end, handler);
    }

    private void receiverReport(int count, int at, int end, RtcpHandler handler) {
        if (at + 4 <= end) {
            handler.receiverReport(Bytes.i32(buffer, at));
            reportBlocks(count, at + 4, end, handler);
        }
    }

    private void reportBlocks(int count, int start, int end, RtcpHandler handler) {
        int at = start;
        for (int i = 0; i < count && at + REPORT_BLOCK <= end; i++) {
            handler.reportBlock(
                    Bytes.i32(buffer, at),
                    Bytes.u8(buffer, at + 4),
                    Bytes.i32(buffer, at + 4) << 8 >> 8,
                    Bytes.i32(buffer, at + 8),
                    Bytes.u32(buffer, at + 12),
                    Bytes.i32(buffer, at + 16),
                    Bytes.u32(buffer, at + 20));
            at += REPORT_BLOCK;
        }
    }

    private void sourceDescription(int count, int start, int end, RtcpHandler handler) {
        handler.sourceDescription();
        int at = start;
        for (int chunk = 0; chunk < count && at + 4 < end; chunk++) {
            int ssrc = Bytes.i32(buffer, at);
            at += 4;
            while (at + 1 < end && buffer[at] != 0) {
                int length = Bytes.u8(buffer, at + 1);
                if (at + 2 + length > end) {
                    return;
                }
                if (buffer[at] == CNAME) {
                    handler.canonicalName(ssrc, buffer, at + 2, length);
                }
                at += 2 + length;
            }
            // The null that ends the items, and further ones up to a whole word.
            at = start + ((at - start) / 4 + 1) * 4;
        }
    }

    private void goodbye(int start, int end, RtcpHandler handler) {
        handler.goodbye();
        for (int at = start; at + 4 <= end; at += 4) {
            handler.ended(Bytes.i32(buffer, at));
        }
    }

    private void transportFeedback(int format, int at, int end, RtcpHandler handler) {
        if (at + 8 > end) {
            return;
        }
        switch (format) {
            case RtcpType.FORMAT_NACK -> nack(at, end, handler);
            case RtcpType.FORMAT_TRANSPORT_CC -> arrivals(at, end, handler);
            default -> {}
        }
    }

    private void nack(int start, int end, RtcpHandler handler) {
        int media = Bytes.i32(buffer, start + 4);
        handler.nack(Bytes.i32(buffer, start), media);
        for (int at = start + 8; at + 4 <= end; at += 4) {
            int first = Bytes.u16(buffer, at);
            int following = Bytes.u16(buffer, at + 2);
            handler.lost(media, first);
            for (int bit = 0; bit < 16; bit++) {
                if ((following & (1 << bit)) != 0) {
                    handler.lost(media, (first + bit + 1) & 0xffff);
                }
            }
        }
    }

    private void arrivals(int at, int end, RtcpHandler handler) {
        int count = TransportFeedbackFormat.count(buffer, at, end);
        if (deltas.length < count) {
            deltas = new int[Math.min(TransportFeedbackFormat.MAX_PACKETS, 2 * count)];
        }
        if (count < 0 || !TransportFeedbackFormat.read(buffer, at, end, deltas, count)) {
            return;
        }
        handler.transportFeedback(
                Bytes.i32(buffer, at),
                Bytes.i32(buffer, at + 4),
                Bytes.u16(buffer, at + 8),
                Bytes.i32(buffer, at + 12) >> 8,
                Bytes.u8(buffer, at + 15),
                deltas,
                count);
    }

    private void payloadFeedback(int format, int at, int end, RtcpHandler handler) {
        if (at + 8 > end) {
            return;
        }
        switch (format) {
            case RtcpType.FORMAT_PLI -> handler.pictureLossIndication(Bytes.i32(buffer, at), Bytes.i32(buffer, at + 4));
            case RtcpType.FORMAT_FIR -> fullIntraRequest(at, end, handler);
            case RtcpType.FORMAT_APPLICATION -> bandwidthEstimate(at, end, handler);
            default -> {}
        }
    }

    private void fullIntraRequest(int start, int end, RtcpHandler handler) {
        handler.fullIntraRequest(Bytes.i32(buffer, start));
        for (int at = start + 8; at + 8 <= end; at += 8) {
            handler.keyframeWanted(Bytes.i32(buffer, at));
        }
    }

    private void bandwidthEstimate(int start, int end, RtcpHandler handler) {
        if (start + 16 > end || Bytes.i32(buffer, start + 8) != RtcpType.REMB) {
            return;
        }
        int exponent = Bytes.u8(buffer, start + 13) >> 2;
        long mantissa = Bytes.u24(buffer, start + 13) & 0x3ffff;
        long highest = 1L << 62;
        long rate = mantissa > highest >> Math.min(exponent, 62) ? highest : mantissa << exponent;
        handler.bandwidthEstimate(Bytes.i32(buffer, start), rate);
        int listEnd = Math.min(end, start + 16 + 4 * Bytes.u8(buffer, start + 12));
        for (int at = start + 16; at + 4 <= listEnd; at += 4) {
            handler.estimatedOver(Bytes.i32(buffer, at));
        }
    }
}
