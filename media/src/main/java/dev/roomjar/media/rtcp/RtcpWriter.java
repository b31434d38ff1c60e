package dev.roomjar.media.rtcp;

import dev.roomjar.media.rtp.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Writes RTCP packets one after the other into a buffer, as a compound (RFC 3550 §6.1). Allocates nothing. A packet that does
 * not fit in the room that is left is not written at all, and its method returns false. Not thread safe.
 */
public final class RtcpWriter {
    private static final int MAX_CNAME = 255;
    private static final int MAX_REPORTS = 31;

    private byte[] buffer = new byte[0];
    private int start;
    private int at;
    private int limit;
    private int packetStart;

    /** Starts a compound that may take {@code room} bytes from {@code offset} on. */
    public RtcpWriter wrap(byte[] buffer, int offset, int room) {
        this.buffer = buffer;
        this.start = offset;
        this.at = offset;
        this.limit = Math.min(offset + room, buffer.length);
        return this;
    }

    /** Whether so many bytes more can be written. */
    public boolean hasRoomFor(int bytes) {
        return at + bytes <= limit;
    }

    /** Bytes written since {@link #wrap}. */
    public int length() {
        return at - start;
    }

    /** Writes a sender report without reception reports (RFC 3550 §6.4.1); units as in {@link RtcpPacket.SenderReport}. */
    public boolean senderReport(int ssrc, long ntpTime, int rtpTimestamp, long packets, long octets) {
        if (!begin(RtcpType.SENDER_REPORT, 0, 24)) {
            return false;
        }
        put32(ssrc);
        put32((int) (ntpTime >> 32));
        put32((int) ntpTime);
        put32(rtpTimestamp);
        put32((int) packets);
        put32((int) octets);
        return end();
    }

    /** Writes a receiver report with no block yet; {@link #reportBlock} adds them to it. */
    public boolean receiverReport(int ssrc) {
        if (!begin(RtcpType.RECEIVER_REPORT, 0, 4)) {
            return false;
        }
        put32(ssrc);
        return end();
    }

    /** Adds a block to the report just written, of which there can be 31; units as in {@link RtcpPacket.ReportBlock}. */
    public boolean reportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            long jitter,
            int lastSenderReport,
            long delaySinceLast) {
        int blocks = buffer[packetStart] & 0x1f;
        if (blocks == MAX_REPORTS || at + 24 > limit) {
            return false;
        }
        buffer[packetStart]++;
        put32(ssrc);
        put32(fractionLost << 24 | (cumulativeLost & 0xff_ffff));
        put32(highestSequence);
        put32((int) jitter);
        put32(lastSenderReport);
        put32((int) delaySinceLast);
        return end();
    }

    /** Writes a source description with one canonical name of at most 255 bytes (RFC 3550 §6.5.1). */
    public boolean cname(int ssrc, String name) {
        return cname(ssrc, name.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #cname(int, String)} with the name in UTF-8. */
    public boolean cname(int ssrc, byte[] text) {
        if (text.length > MAX_CNAME) {
            throw new IllegalArgumentException("a canonical name of " + text.length + " bytes; at most 255 fit");
        }
        int items = (2 + text.length) / 4 * 4 + 4;
        if (!begin(RtcpType.SOURCE_DESCRIPTION, 1, 4 + items)) {
            return false;
        }
        put32(ssrc);
        int itemsEnd = at + items;
        buffer[at++] = 1;
        buffer[at++] = (byte) text.length;
        System.arraycopy(text, 0, buffer, at, text.length);
        at += text.length;
        while (at < itemsEnd) {
            buffer[at++] = 0;
        }
        return end();
    }

    /** Writes that a source ended (RFC 3550 §6.6). */
    public boolean goodbye(int ssrc) {
        if (!begin(RtcpType.GOODBYE, 1, 4)) {
            return false;
        }
        put32(ssrc);
        return end();
    }

    /**
     * Writes negative acknowledgements (RFC 4585 §6.2.1) of as many packets as fit.
     *
     * @param lost sequence numbers in ascending order (wrapping around), of which the first {@code count} are meant
     */
    public boolean nack(int senderSsrc, int mediaSsrc, int[] lost, int count) {
        if (count == 0 || !begin(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FORMAT_NACK, 12)) {
            return false;
        }
        put32(senderSsrc);
        put32(mediaSsrc);
        int i = 0;
        while (i < count && at + 4 <= limit) {
            int first = lost[i++] & 0xffff;
            int following = 0;
            while (i < count && within16(first, lost[i])) {
                following |= 1 << ((lost[i++] - first - 1) & 0xffff);
            }
            put32(first << 16 | following);
        }
        return end();
    }

    private static boolean within16(int first, int sequenceNumber) {
        int distance = (sequenceNumber - first) & 0xffff;
        return distance >= 1 && distance <= 16;
    }

    /** Writes a picture loss indication (RFC 4585 §6.3.1). */
    public boolean pictureLossIndication(int senderSsrc, int mediaSsrc) {
        if (!begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_PLI, 8)) {
            return false;
        }
        put32(senderSsrc);
        put32(mediaSsrc);
        return end();
    }

    /** Writes a full intra request (RFC 5104 §4.3.1); a repetition has the number of what it repeats. */
    public boolean fullIntraRequest(int senderSsrc, int mediaSsrc, int number) {
        if (!begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_FIR, 16)) {
            return false;
        }
        put32(senderSsrc);
        put32(0);
        put32(mediaSsrc);
        put32(number << 24);
        return end();
    }

    /**
     * Writes an estimate of the bandwidth (draft-alvestrand-rmcat-remb-03), rounded down to 18 significant bits.
     *
     * @param bitsPerSecond 0 to 2^62
     */
    public boolean bandwidthEstimate(int senderSsrc, long bitsPerSecond, int mediaSsrc) {
        if (!begin(RtcpType.PAYLOAD_FEEDBACK, RtcpType.FORMAT_APPLICATION, 20)) {
            return false;
        }
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        put32(senderSsrc);
        put32(0);
        put32(RtcpType.REMB);
        put32((1 << 24) | (exponent << 18) | (int) (bitsPerSecond >> exponent));
        put32(mediaSsrc);
        return end();
    }

    /**
     * Writes transport-wide feedback; units as in {@link RtcpPacket.TransportFeedback}.
     *
     * @param deltas of which the first {@code count} are meant
     */
    public boolean transportFeedback(
            int senderSsrc,
            int mediaSsrc,
            int baseSequenceNumber,
            int referenceTime,
            int feedbackCount,
            int[] deltas,
            int count) {
        // At worst one chunk for seven packets and two bytes of delta each.
        int most = TransportFeedbackFormat.FIXED + 2 * (count / 7 + 1) + 2 * count + 3;
        if (!begin(RtcpType.TRANSPORT_FEEDBACK, RtcpType.FORMAT_TRANSPORT_CC, most)) {
            return false;
        }
        put32(senderSsrc);
        put32(mediaSsrc);
        put32(baseSequenceNumber << 16 | count);
        put32(referenceTime << 8 | feedbackCount);
        at = TransportFeedbackFormat.write(deltas, count, buffer, at);
        int padding = -(at - packetStart) & 3;
        if (padding > 0) {
            buffer[packetStart] |= 0x20;
            for (int i = 1; i <= padding; i++) {
                buffer[at++] = (byte) (i == padding ? padding : 0);
            }
        }
        return end();
    }

    private boolean begin(int type, int count, int bodyRoom) {
        if (at + 4 + bodyRoom > limit) {
            return false;
        }
        packetStart = at;
        buffer[at] = (byte) (0x80 | count);
        buffer[at + 1] = (byte) type;
        at += 4;
        return true;
    }

    private boolean end() {
        Bytes.put16(buffer, packetStart + 2, (at - packetStart) / 4 - 1);
        return true;
    }

    private void put32(int value) {
        Bytes.put32(buffer, at, value);
        at += 4;
    }
}
