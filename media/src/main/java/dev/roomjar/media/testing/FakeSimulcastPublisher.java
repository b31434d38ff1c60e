package dev.roomjar.media.testing;

import dev.roomjar.media.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A browser that publishes one camera in three sizes: VP8 simulcast at 30 frames per second, told apart by rid, about 150, 500
 * and 1,300 kbit/s. Each size has its keyframes, on request, and may be left out and taken up again.
 */
public final class FakeSimulcastPublisher extends FakePeer implements FakeRtcp.Visitor {
    private static final int VIDEO_TYPE = 96;
    private static final int MID_ID = 4;
    private static final int RID_ID = 10;
    private static final int HEADER = 24;
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME_INTERVAL = SECOND / 30;

    private final List<Encoding> encodings = new ArrayList<>();
    private final byte[] packet = new byte[1_500];
    private int frames;
    private long nextFrame = Long.MIN_VALUE;

    private static final class Encoding {
        private final String rid;
        private final int width;
        private final int packetsPerFrame;
        private final int packetLength;
        private final int ssrc;
        private int sequence;
        private boolean active = true;
        private boolean keyframeWanted = true;

        private Encoding(String rid, int width, int packetsPerFrame, int packetLength, int ssrc) {
            this.rid = rid;
            this.width = width;
            this.packetsPerFrame = packetsPerFrame;
            this.packetLength = packetLength;
            this.ssrc = ssrc;
        }
    }

    public FakeSimulcastPublisher(Environment environment, PeerNetwork network) {
        super(environment, network);
        encodings.add(new Encoding("q", 320, 1, 625, random.nextInt()));
        encodings.add(new Encoding("h", 640, 2, 1_040, random.nextInt()));
        encodings.add(new Encoding("f", 1_280, 5, 1_080, random.nextInt()));
    }

    /** How many packets a frame of a layer has, by which frames can be told apart. */
    public int packetsPerFrame(int layer) {
        return encodings.get(layer).packetsPerFrame;
    }

    /** Sends this layer and those below, and no others. */
    public void send(int highest) {
        for (int i = 0; i < encodings.size(); i++) {
            Encoding encoding = encodings.get(i);
            boolean active = i <= Math.max(0, highest);
            encoding.keyframeWanted |= active && !encoding.active;
            encoding.active = active;
        }
    }

    /** A session description as a browser writes it, for {@code MediaSession.publish}. */
    public String offer() {
        return String.format(
                        Locale.ROOT, """
                v=0
                o=- 4611731400430051336 1 IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 1
                m=video 9 UDP/TLS/RTP/SAVPF 96 97
                c=IN IP4 0.0.0.0
                a=ice-ufrag:%s
                a=ice-pwd:%s
                a=fingerprint:%s
                a=setup:actpass
                a=mid:1
                a=extmap:%d urn:ietf:params:rtp-hdrext:sdes:mid
                a=extmap:%d urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
                a=sendonly
                a=msid:- fake-video
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 ccm fir
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                a=rid:f send
                a=rid:h send
                a=rid:q send
                a=simulcast:send f;h;q
                """, credentials().ufrag(), credentials().pwd(), fingerprint(), MID_ID, RID_ID)
                .replace("\n", "\r\n");
    }

    /** Takes the server's answer and starts to connect. */
    public void answered(String sdp) {
        SdpLines answer = new SdpLines(sdp);
        connect(answer.credentials(), answer.fingerprints(), answer.candidate(prefersTcp()));
    }

    @Override
    long media(long nowNanos) {
        if (nextFrame == Long.MIN_VALUE) {
            nextFrame = nowNanos;
        }
        while (nowNanos >= nextFrame) {
            for (Encoding encoding : encodings) {
                if (encoding.active) {
                    sendFrame(encoding, nowNanos);
                }
            }
            frames++;
            nextFrame += FRAME_INTERVAL;
        }
        return nextFrame;
    }

    private void sendFrame(Encoding encoding, long nowNanos) {
        boolean keyframe = encoding.keyframeWanted;
        encoding.keyframeWanted = false;
        for (int i = 0; i < encoding.packetsPerFrame; i++) {
            header(encoding, i == encoding.packetsPerFrame - 1, nowNanos);
            int payload = encoding.packetLength - HEADER;
            new FakeFrame(frames, i, encoding.packetsPerFrame, keyframe).write(packet, HEADER, payload, encoding.width);
            sendRtp(packet, encoding.packetLength);
        }
    }

    private void header(Encoding encoding, boolean marker, long nowNanos) {
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (marker ? VIDEO_TYPE | 0x80 : VIDEO_TYPE);
        Bytes.put16(packet, 2, encoding.sequence++ & 0xffff);
        Bytes.put32(packet, 4, (int) (nowNanos / 1_000 * 9 / 100));
        Bytes.put32(packet, 8, encoding.ssrc);
        // One-byte header extensions (RFC 8285 §4.2): mid and rid, of one letter each, in two words.
        Bytes.put16(packet, 12, 0xbede);
        Bytes.put16(packet, 14, 2);
        Bytes.put32(packet, 20, 0);
        packet[16] = MID_ID << 4;
        packet[17] = '1';
        packet[18] = (byte) (RID_ID << 4);
        packet[19] = (byte) encoding.rid.charAt(0);
    }

    @Override
    void rtp(byte[] buffer, int offset, int length, long nowNanos) {}

    @Override
    void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        FakeRtcp.read(buffer, offset, length, this);
    }

    @Override
    public void keyframeRequest(int ssrc) {
        encodings.stream()
                .filter(encoding -> encoding.ssrc == ssrc)
                .forEach(encoding -> encoding.keyframeWanted = true);
    }

    @Override
    public void nack(int ssrc, int sequenceNumber) {}

    @Override
    public void senderReport(int ssrc, long ntp, int rtpTimestamp) {}
}
