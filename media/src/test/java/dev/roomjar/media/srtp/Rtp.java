package dev.roomjar.media.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** Packets for tests. */
final class Rtp {
    static final int SSRC = 0x5501A0B2;

    private Rtp() {}

    /** A packet whose payload tells its sequence number, without room behind it. */
    static byte[] packet(int sequenceNumber) {
        return packet(SSRC, sequenceNumber, 100);
    }

    static byte[] packet(int ssrc, int sequenceNumber, int payload) {
        byte[] bytes = ByteBuffer.allocate(12 + payload)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) sequenceNumber)
                .putInt(sequenceNumber * 3000)
                .putInt(ssrc)
                .array();
        Arrays.fill(bytes, 12, bytes.length, (byte) (sequenceNumber * 31));
        return bytes;
    }

    /** An empty receiver report and a goodbye. */
    static byte[] compound() {
        return hex("80c90001 5501a0b2 81cb0001 5501a0b2");
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    static byte[] protectRtp(SrtpContext context, byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + 20);
        return Arrays.copyOf(buffer, context.protectRtp(buffer, 0, packet.length));
    }

    static byte[] protectRtcp(SrtpContext context, byte[] packet) {
        byte[] buffer = Arrays.copyOf(packet, packet.length + 20);
        return Arrays.copyOf(buffer, context.protectRtcp(buffer, 0, packet.length));
    }

    /** The recovered packet, or an empty array for a refused one. */
    static byte[] unprotectRtp(SrtpContext context, byte[] packet) {
        byte[] buffer = packet.clone();
        return Arrays.copyOf(buffer, Math.max(0, context.unprotectRtp(buffer, 0, buffer.length)));
    }

    /** As {@link #unprotectRtp}. */
    static byte[] unprotectRtcp(SrtpContext context, byte[] packet) {
        byte[] buffer = packet.clone();
        return Arrays.copyOf(buffer, Math.max(0, context.unprotectRtcp(buffer, 0, buffer.length)));
    }

    static MasterKey key(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        Arrays.fill(key, (byte) 0x4B);
        byte[] salt = new byte[profile.saltLength()];
        Arrays.fill(salt, (byte) 0x53);
        return new MasterKey(key, salt);
    }
}
