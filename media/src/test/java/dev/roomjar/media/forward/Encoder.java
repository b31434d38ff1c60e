package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One encoding as a publisher sends it, in VP8: temporal layers in the pattern 0 2 1 2, counters of its own with origins of its
 * own. Each packet tells in its last bytes what it is, so that a test sees what came out.
 */
final class Encoder {
    static final int RID_ID = 10;
    static final int REPAIRED_RID_ID = 11;
    static final int DESCRIPTION = 16;

    private static final int[] PATTERN = {0, 2, 1, 2};

    final int ssrc;
    final String rid;
    final int width;
    int number;
    int timestampOrigin;
    int picture;
    int tl0;
    int keyIndex;
    boolean keyframeWanted = true;
    boolean temporal;
    int packetsPerFrame = 2;
    private int frame;
    private int sinceKeyframe;

    /** What a test finds in a packet. */
    record Description(int ssrc, int frame, int index, int temporal, boolean keyframe, int dependsOn) {
        static Description of(byte[] payload) {
            int at = payload.length - DESCRIPTION;
            return new Description(
                    Bytes.i32(payload, at),
                    Bytes.i32(payload, at + 4),
                    payload[at + 8],
                    payload[at + 9],
                    payload[at + 10] == 1,
                    Bytes.i32(payload, at + 12));
        }
    }

    Encoder(int ssrc, String rid, int width) {
        this.ssrc = ssrc;
        this.rid = rid;
        this.width = width;
        number = (0xfff0 + 7 * ssrc) & 0xffff;
        timestampOrigin = 0x1357_9bdf * ssrc;
        picture = (0x7ff0 + 3 * ssrc) & 0x7fff;
        tl0 = (250 + ssrc) & 0xff;
        keyIndex = (30 + ssrc) & 0x1f;
    }

    /** The packets of the next frame, captured at that time. */
    List<byte[]> frame(long nowNanos) {
        boolean keyframe = keyframeWanted;
        keyframeWanted = false;
        sinceKeyframe = keyframe ? 0 : sinceKeyframe + 1;
        int layer = temporal ? PATTERN[sinceKeyframe % 4] : 0;
        boolean sync = layer > 0 && sinceKeyframe < 4;
        tl0 = layer == 0 ? (tl0 + 1) & 0xff : tl0;
        keyIndex = keyframe ? (keyIndex + 1) & 0x1f : keyIndex;
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < packetsPerFrame; i++) {
            packets.add(packet(i, layer, sync, keyframe, nowNanos));
        }
        picture = (picture + 1) & 0x7fff;
        frame++;
        return packets;
    }

    private byte[] packet(int index, int layer, boolean sync, boolean keyframe, long nowNanos) {
        byte[] packet = new byte[12 + 4 + 8 + 60];
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (Packets.VP8 | (index == packetsPerFrame - 1 ? 0x80 : 0));
        Bytes.put16(packet, 2, number);
        number = (number + 1) & 0xffff;
        Bytes.put32(packet, 4, timestampOrigin + ticks(nowNanos));
        Bytes.put32(packet, 8, ssrc);
        Bytes.put16(packet, 12, 0xBEDE);
        Bytes.put16(packet, 14, 2);
        packet[16] = (byte) (Packets.MID_ID << 4);
        packet[17] = '1';
        if (!rid.isEmpty()) {
            packet[18] = (byte) (RID_ID << 4);
            packet[19] = (byte) rid.charAt(0);
        }
        int at = 24;
        packet[at] = (byte) (0x80 | (index == 0 ? 0x10 : 0));
        packet[at + 1] = (byte) 0xf0;
        Bytes.put16(packet, at + 2, 0x8000 | picture);
        packet[at + 4] = (byte) tl0;
        packet[at + 5] = (byte) ((layer << 6) | (sync ? 0x20 : 0) | keyIndex);
        packet[at + 6] = (byte) (keyframe ? 0 : 1);
        if (keyframe && index == 0) {
            Bytes.put24(packet, at + 9, 0x9d012a);
            packet[at + 12] = (byte) width;
            packet[at + 13] = (byte) (width >> 8);
            packet[at + 14] = (byte) (width / 2);
            packet[at + 15] = (byte) ((width / 2) >> 8);
        }
        describe(packet, index, layer, keyframe);
        return packet;
    }

    private void describe(byte[] packet, int index, int layer, boolean keyframe) {
        int at = packet.length - DESCRIPTION;
        Bytes.put32(packet, at, ssrc);
        Bytes.put32(packet, at + 4, frame);
        packet[at + 8] = (byte) index;
        packet[at + 9] = (byte) layer;
        packet[at + 10] = (byte) (keyframe ? 1 : 0);
        int back = !temporal || layer == 1 ? (layer == 1 ? 2 : 1) : layer == 0 ? Math.min(4, sinceKeyframe) : 1;
        Bytes.put32(packet, at + 12, keyframe ? -1 : frame - back);
    }

    static int ticks(long nowNanos) {
        return (int) (nowNanos / 1_000 * 9 / 100);
    }

    /** A retransmission of a packet made here, as it comes before its SSRC is known. */
    static byte[] retransmission(byte[] original, int rtxSsrc, int rtxNumber) {
        byte[] packet = Arrays.copyOf(original, original.length + 2);
        packet[1] = (byte) ((original[1] & 0x80) | Packets.VP8_RTX);
        Bytes.put16(packet, 2, rtxNumber);
        Bytes.put32(packet, 8, rtxSsrc);
        packet[18] = (byte) (REPAIRED_RID_ID << 4);
        System.arraycopy(original, 24, packet, 26, original.length - 24);
        Bytes.put16(packet, 24, Bytes.u16(original, 2));
        return packet;
    }
}
