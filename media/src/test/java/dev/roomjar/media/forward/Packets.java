package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.Bytes;
import java.util.Arrays;

/** RTP packets as a publisher sends them: VP8 under payload type 96 with RTX 97, Opus under 111; mid 4, transport-cc 3. */
final class Packets {
    static final int VP8 = 96;
    static final int VP8_RTX = 97;
    static final int OPUS = 111;
    static final int MID_ID = 4;
    static final int TRANSPORT_CC_ID = 3;

    private Packets() {}

    /** A VP8 packet whose payload tells its number, so that a test can see what came out. */
    static byte[] video(int ssrc, int number, int timestamp, boolean keyframe) {
        byte[] packet = header(VP8, ssrc, number, timestamp, "1");
        int at = packet.length;
        packet = Arrays.copyOf(packet, at + 40);
        packet[at] = 0x10;
        packet[at + 1] = (byte) (keyframe ? 0 : 1);
        Bytes.put32(packet, at + 4, number);
        return packet;
    }

    static byte[] audio(int ssrc, int number, int timestamp) {
        return Arrays.copyOf(header(OPUS, ssrc, number, timestamp, "0"), 80);
    }

    /** A retransmission (RFC 4588) of a packet made by {@link #video}. */
    static byte[] retransmission(byte[] original, int rtxSsrc, int rtxNumber) {
        int header = original.length - 40;
        byte[] packet = new byte[original.length + 2];
        System.arraycopy(original, 0, packet, 0, header);
        packet[1] = (byte) ((original[1] & 0x80) | VP8_RTX);
        Bytes.put16(packet, 2, rtxNumber);
        Bytes.put32(packet, 8, rtxSsrc);
        Bytes.put16(packet, header, Bytes.u16(original, 2));
        System.arraycopy(original, header, packet, header + 2, 40);
        return packet;
    }

    private static byte[] header(int payloadType, int ssrc, int number, int timestamp, String mid) {
        byte[] packet = new byte[12 + 4 + 8];
        packet[0] = (byte) 0x90;
        packet[1] = (byte) payloadType;
        Bytes.put16(packet, 2, number);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, ssrc);
        Bytes.put16(packet, 12, 0xBEDE);
        Bytes.put16(packet, 14, 2);
        packet[16] = (byte) (MID_ID << 4);
        packet[17] = (byte) mid.charAt(0);
        packet[18] = (byte) ((TRANSPORT_CC_ID << 4) | 1);
        Bytes.put16(packet, 19, number);
        return packet;
    }
}
