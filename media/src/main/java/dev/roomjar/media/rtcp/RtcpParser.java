package dev.roomjar.media.rtcp;

import dev.roomjar.media.rtcp.RtcpPacket.BandwidthEstimate;
import dev.roomjar.media.rtcp.RtcpPacket.CanonicalName;
import dev.roomjar.media.rtcp.RtcpPacket.FullIntraRequest;
import dev.roomjar.media.rtcp.RtcpPacket.Goodbye;
import dev.roomjar.media.rtcp.RtcpPacket.Nack;
import dev.roomjar.media.rtcp.RtcpPacket.PictureLossIndication;
import dev.roomjar.media.rtcp.RtcpPacket.ReceiverReport;
import dev.roomjar.media.rtcp.RtcpPacket.ReportBlock;
import dev.roomjar.media.rtcp.RtcpPacket.SenderReport;
import dev.roomjar.media.rtcp.RtcpPacket.SourceDescription;
import dev.roomjar.media.rtp.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads compound RTCP packets (RFC 3550 §6.1) and packets of reduced size (RFC 5506). Takes any bytes: what is unknown or
 * malformed is skipped, and reading ends where lengths no longer add up.
 */
public final class RtcpParser {
    private static final int HEADER = 4;
    private static final int REPORT_BLOCK = 24;
    private static final int CNAME = 1;

    private final byte[] buffer;

    private RtcpParser(byte[] buffer) {
        this.buffer = buffer;
    }

    /** The packets of a compound, in order. */
    public static List<RtcpPacket> parse(byte[] buffer, int offset, int length) {
        List<RtcpPacket> packets = new ArrayList<>(4);
        RtcpParser parser = new RtcpParser(buffer);
        int at = offset;
        int end = offset + length;
        while (at + HEADER <= end && (buffer[at] & 0xc0) == 0x80) {
            int next = at + HEADER + 4 * Bytes.u16(buffer, at + 2);
            if (next > end) {
                break;
            }
            RtcpPacket packet = parser.packet(at, next - parser.padding(at, next));
            if (packet != null) {
                packets.add(packet);
            }
            at = next;
        }
        return packets;
    }

    private int padding(int at, int next) {
        boolean padded = (buffer[at] & 0x20) != 0;
        return padded ? Math.min(buffer[next - 1] & 0xff, next - at - HEADER) : 0;
    }

    private @Nullable RtcpPacket packet(int at, int end) {
        int count = buffer[at] & 0x1f;
        int body = at + HEADER;
        return switch (buffer[at + 1] & 0xff) {
            case RtcpType.SENDER_REPORT -> senderReport(count, body, end);
            case RtcpType.RECEIVER_REPORT -> receiverReport(count, body, end);
            case RtcpType.SOURCE_DESCRIPTION -> sourceDescription(count, body, end);
            case RtcpType.GOODBYE -> new Goodbye(ssrcs(body, Math.min(end, body + 4 * count), 4));
            case RtcpType.TRANSPORT_FEEDBACK -> transportFeedback(count, body, end);
            case RtcpType.PAYLOAD_FEEDBACK -> payloadFeedback(count, body, end);
            default -> null;
        };
    }

    private @Nullable RtcpPacket senderReport(int count, int at, int end) {
        if (at + 24 > end) {
            return null;
        }
        return new SenderReport(
                Bytes.i32(buffer, at),
                Bytes.i64(buffer, at + 4),
                Bytes.i32(buffer, at + 12),
                Bytes.u32(buffer, at + 16),
                Bytes.u32(buffer, at + 20),
                reportBlocks(count, at + 24, end));
    }

    private @Nullable RtcpPacket receiverReport(int count, int at, int end) {
        return at + 4 > end ? null : new ReceiverReport(Bytes.i32(buffer, at), reportBlocks(count, at + 4, end));
    }

    private List<ReportBlock> reportBlocks(int count, int start, int end) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        int at = start;
        for (int i = 0; i < count && at + REPORT_BLOCK <= end; i++) {
            blocks.add(new ReportBlock(
                    Bytes.i32(buffer, at),
                    Bytes.u8(buffer, at + 4),
                    Bytes.i32(buffer, at + 4) << 8 >> 8,
                    Bytes.i32(buffer, at + 8),
                    Bytes.u32(buffer, at + 12),
                    Bytes.i32(buffer, at + 16),
                    Bytes.u32(buffer, at + 20)));
            at += REPORT_BLOCK;
        }
        return blocks;
    }

    private RtcpPacket sourceDescription(int count, int start, int end) {
        List<CanonicalName> names = new ArrayList<>(count);
        int at = start;
        for (int chunk = 0; chunk < count && at + 4 < end; chunk++) {
            int ssrc = Bytes.i32(buffer, at);
            at += 4;
            while (at + 1 < end && buffer[at] != 0) {
                int length = Bytes.u8(buffer, at + 1);
                if (at + 2 + length > end) {
                    return new SourceDescription(names);
                }
                if (buffer[at] == CNAME) {
                    names.add(new CanonicalName(ssrc, new String(buffer, at + 2, length, StandardCharsets.UTF_8)));
                }
                at += 2 + length;
            }
            // The null that ends the items, and further ones up to a whole word.
            at = start + ((at - start) / 4 + 1) * 4;
        }
        return new SourceDescription(names);
    }

    private @Nullable RtcpPacket transportFeedback(int format, int at, int end) {
        if (at + 8 > end) {
            return null;
        }
        return switch (format) {
            case RtcpType.FORMAT_NACK ->
                new Nack(Bytes.i32(buffer, at), Bytes.i32(buffer, at + 4), lostPackets(at + 8, end));
            case RtcpType.FORMAT_TRANSPORT_CC -> TransportFeedbackFormat.read(buffer, at, end);
            default -> null;
        };
    }

    private List<Integer> lostPackets(int start, int end) {
        List<Integer> lost = new ArrayList<>();
        for (int at = start; at + 4 <= end; at += 4) {
            int first = Bytes.u16(buffer, at);
            int following = Bytes.u16(buffer, at + 2);
            lost.add(first);
            for (int bit = 0; bit < 16; bit++) {
                if ((following & (1 << bit)) != 0) {
                    lost.add((first + bit + 1) & 0xffff);
                }
            }
        }
        return lost;
    }

    private @Nullable RtcpPacket payloadFeedback(int format, int at, int end) {
        if (at + 8 > end) {
            return null;
        }
        return switch (format) {
            case RtcpType.FORMAT_PLI -> new PictureLossIndication(Bytes.i32(buffer, at), Bytes.i32(buffer, at + 4));
            case RtcpType.FORMAT_FIR -> new FullIntraRequest(Bytes.i32(buffer, at), ssrcs(at + 8, end, 8));
            case RtcpType.FORMAT_APPLICATION -> bandwidthEstimate(at, end);
            default -> null;
        };
    }

    private @Nullable RtcpPacket bandwidthEstimate(int at, int end) {
        if (at + 16 > end || Bytes.i32(buffer, at + 8) != RtcpType.REMB) {
            return null;
        }
        int exponent = Bytes.u8(buffer, at + 13) >> 2;
        long mantissa = Bytes.u24(buffer, at + 13) & 0x3ffff;
        long highest = 1L << 62;
        long rate = mantissa > highest >> Math.min(exponent, 62) ? highest : mantissa << exponent;
        int listEnd = Math.min(end, at + 16 + 4 * Bytes.u8(buffer, at + 12));
        return new BandwidthEstimate(Bytes.i32(buffer, at), rate, ssrcs(at + 16, listEnd, 4));
    }

    private List<Integer> ssrcs(int start, int end, int step) {
        List<Integer> ssrcs = new ArrayList<>();
        for (int at = start; at + step <= end; at += step) {
            ssrcs.add(Bytes.i32(buffer, at));
        }
        return ssrcs;
    }
}
