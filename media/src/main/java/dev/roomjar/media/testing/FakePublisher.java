package dev.roomjar.media.testing;

import dev.roomjar.media.rtp.Bytes;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A browser that publishes: Opus at 50 packets per second, VP8 at 30 frames per second with keyframes on request, sender
 * reports, retransmissions on request.
 */
public final class FakePublisher extends FakePeer implements FakeRtcp.Visitor {
    private static final int AUDIO_TYPE = 111;
    private static final int VIDEO_TYPE = 96;
    private static final int RTX_TYPE = 97;
    private static final int HEADER = 12;
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME_INTERVAL = SECOND / 30;
    private static final long AUDIO_INTERVAL = SECOND / 50;
    private static final int AUDIO_LEVEL_ID = 5;
    private static final int NO_LEVEL = -1;
    private static final int HISTORY = 1_000;

    /** NTP seconds of the first report; any date serves. */
    private static final long NTP_EPOCH = 3_900_000_000L;

    /**
     * What is sent.
     *
     * @param videoPacket bytes of a video packet's RTP header and payload
     * @param videoPacketsPerSecond spread over 30 frames; 0 for no video
     * @param audioPacket likewise for audio, 0 for none
     */
    public record Media(int videoPacket, int videoPacketsPerSecond, int audioPacket) {

        /** About 1.5 Mbit/s: 160 packets of 1,150 bytes, 50 of 120. */
        public static final Media TYPICAL = new Media(1_150, 160, 120);
    }

    private final Media media;
    private final int audioSsrc;
    private final int videoSsrc;
    private final int rtxSsrc;
    private final byte[] packet = new byte[1_500];
    private final byte[] report = new byte[256];
    private final SequencedMap<Integer, byte[]> history = new LinkedHashMap<>();
    private int audioSequence;
    private int videoSequence;
    private int rtxSequence;
    private int frames;
    private int videoPackets;
    private int audioPackets;
    private int retransmitted;
    private int keyframes;
    private int version = 1;
    private boolean keyframeWanted = true;
    private int audioLevel = NO_LEVEL;
    private long nextFrame = Long.MIN_VALUE;
    private long nextAudio;
    private long nextReport;

    public FakePublisher(Environment environment, PeerNetwork network, Media media) {
        super(environment, network);
        this.media = media;
        audioSsrc = random.nextInt();
        videoSsrc = random.nextInt();
        rtxSsrc = random.nextInt();
        audioSequence = random.nextInt(65_536);
        videoSequence = random.nextInt(65_536);
        rtxSequence = random.nextInt(65_536);
    }

    /** A session description as a browser writes it, for {@code MediaSession.publish}. */
    public String offer() {
        return """
                v=0
                o=- 4611731400430051336 %d IN IP4 127.0.0.1
                s=-
                t=0 0
                a=group:BUNDLE 0 1
                a=msid-semantic: WMS
                m=audio 9 UDP/TLS/RTP/SAVPF 111
                %sa=mid:0
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
                a=extmap:5 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                a=sendonly
                a=msid:- fake-audio
                a=rtcp-mux
                a=rtpmap:111 opus/48000/2
                a=fmtp:111 minptime=10;useinbandfec=1
                a=ssrc:%s cname:fake
                m=video 9 UDP/TLS/RTP/SAVPF 96 97
                %sa=mid:1
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
                a=sendonly
                a=msid:- fake-video
                a=rtcp-mux
                a=rtcp-rsize
                a=rtpmap:96 VP8/90000
                a=rtcp-fb:96 ccm fir
                a=rtcp-fb:96 nack
                a=rtcp-fb:96 nack pli
                a=rtpmap:97 rtx/90000
                a=fmtp:97 apt=96
                a=ssrc-group:FID %s %s
                a=ssrc:%s cname:fake
                a=ssrc:%s cname:fake
                """.formatted(
                        ++version,
                        transport(),
                        Integer.toUnsignedString(audioSsrc),
                        transport(),
                        Integer.toUnsignedString(videoSsrc),
                        Integer.toUnsignedString(rtxSsrc),
                        Integer.toUnsignedString(videoSsrc),
                        Integer.toUnsignedString(rtxSsrc))
                .replace("\n", "\r\n");
    }

    private String transport() {
        return """
                c=IN IP4 0.0.0.0
                a=rtcp:9 IN IP4 0.0.0.0
                a=ice-ufrag:%s
                a=ice-pwd:%s
                a=ice-options:trickle
                a=fingerprint:%s
                a=setup:%s
                """.formatted(credentials().ufrag(), credentials().pwd(), fingerprint(), setup());
    }

    /** As {@link #offer} with new ICE credentials. */
    public String restartOffer() {
        renewCredentials();
        return offer();
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
            nextAudio = nowNanos;
            nextReport = nowNanos + SECOND / 2;
        }
        while (media.videoPacketsPerSecond() > 0 && nowNanos >= nextFrame) {
            sendFrame(nowNanos);
            nextFrame += FRAME_INTERVAL;
        }
        while (media.audioPacket() > 0 && nowNanos >= nextAudio) {
            sendAudio(nowNanos);
            nextAudio += AUDIO_INTERVAL;
        }
        if (nowNanos >= nextReport) {
            sendReports(nowNanos);
            nextReport += SECOND;
        }
        long next = nextReport;
        next = media.videoPacketsPerSecond() > 0 ? Math.min(next, nextFrame) : next;
        return media.audioPacket() > 0 ? Math.min(next, nextAudio) : next;
    }

    private void sendFrame(long nowNanos) {
        int count = media.videoPacketsPerSecond() * (frames + 1) / 30 - media.videoPacketsPerSecond() * frames / 30;
        boolean keyframe = keyframeWanted;
        keyframeWanted = false;
        keyframes += keyframe ? 1 : 0;
        for (int i = 0; i < count; i++) {
            int sequence = videoSequence++ & 0xffff;
            header(VIDEO_TYPE, i == count - 1, sequence, videoTimestamp(nowNanos), videoSsrc);
            new FakeFrame(frames, i, count, keyframe).write(packet, HEADER, media.videoPacket() - HEADER);
            remember(sequence);
            videoPackets++;
            sendRtp(packet, media.videoPacket());
        }
        frames++;
    }

    private void remember(int sequence) {
        byte[] copy = history.size() < HISTORY
                ? new byte[media.videoPacket()]
                : history.pollFirstEntry().getValue();
        System.arraycopy(packet, 0, copy, 0, media.videoPacket());
        history.put(sequence, copy);
    }

    private void sendAudio(long nowNanos) {
        header(AUDIO_TYPE, false, audioSequence++ & 0xffff, (int) (nowNanos / 1_000 * 48 / 1_000), audioSsrc);
        int payload = HEADER;
        if (audioLevel != NO_LEVEL) {
            packet[0] |= 0x10;
            Bytes.put32(packet, HEADER, 0xBEDE_0001);
            Bytes.put32(packet, HEADER + 4, AUDIO_LEVEL_ID << 28 | audioLevel << 16);
            payload += 8;
        }
        Bytes.put32(packet, payload, audioPackets++);
        sendRtp(packet, media.audioPacket());
    }

    /** Speaks so loud from now on: 0 to 127 in −dBov (RFC 6464), 127 for silence. Before, packets tell no level. */
    public void speak(int level) {
        audioLevel = level;
    }

    private void header(int type, boolean marker, int sequence, int timestamp, int ssrc) {
        packet[0] = (byte) 0x80;
        packet[1] = (byte) (marker ? type | 0x80 : type);
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, ssrc);
    }

    private static int videoTimestamp(long nowNanos) {
        return (int) (nowNanos / 1_000 * 9 / 100);
    }

    private void sendReports(long nowNanos) {
        long ntp = ((NTP_EPOCH + nowNanos / SECOND) << 32) + ((nowNanos % SECOND) << 32) / SECOND;
        sendRtcp(report, FakeRtcp.senderReport(report, videoSsrc, ntp, videoTimestamp(nowNanos), videoPackets, 0));
        int audioTimestamp = (int) (nowNanos / 1_000 * 48 / 1_000);
        sendRtcp(report, FakeRtcp.senderReport(report, audioSsrc, ntp, audioTimestamp, audioPackets, 0));
    }

    @Override
    void rtp(byte[] buffer, int offset, int length, long nowNanos) {}

    @Override
    void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        FakeRtcp.read(buffer, offset, length, this);
    }

    @Override
    public void nack(int ssrc, int sequenceNumber) {
        byte[] lost = history.get(sequenceNumber);
        if (ssrc != videoSsrc || lost == null) {
            return;
        }
        System.arraycopy(lost, HEADER, packet, HEADER + 2, lost.length - HEADER);
        header(RTX_TYPE, false, rtxSequence++ & 0xffff, Bytes.i32(lost, 4), rtxSsrc);
        Bytes.put16(packet, HEADER, sequenceNumber);
        retransmitted++;
        sendRtp(packet, lost.length + 2);
    }

    @Override
    public void keyframeRequest(int ssrc) {
        keyframeWanted = true;
    }

    @Override
    public void senderReport(int ssrc, long ntp, int rtpTimestamp) {}

    /** Frames sent so far. */
    public int frames() {
        return frames;
    }

    public int videoPackets() {
        return videoPackets;
    }

    public int audioPackets() {
        return audioPackets;
    }

    /** Packets sent once more because the server missed them. */
    public int retransmitted() {
        return retransmitted;
    }

    /** Keyframes sent so far, the first included. */
    public int keyframes() {
        return keyframes;
    }
}
