package dev.roomjar.bench.load;

import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.testing.SdpLines;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Publishes as Chromium does what a source gives: VP8 in frames, Opus, sender reports, retransmission. */
final class LoadPublisher extends LoadPeer {
    private static final int AUDIO_TYPE = 111;
    private static final int VIDEO_TYPE = 96;
    private static final int RTX_TYPE = 97;
    private static final int HEADER = 28;
    private static final long SECOND = 1_000_000_000L;
    private static final int HISTORY = 512;

    private final Source source;
    private final int audioSsrc;
    private final int videoSsrc;
    private final int rtxSsrc;
    private final byte[] packet = new byte[2_048];
    private final byte[] sealed = new byte[2_048];
    private final byte[] control = new byte[2_048];
    private final byte[][] history = new byte[HISTORY][0];
    private final RtcpWriter reports = new RtcpWriter();
    private int audioSequence = 1_000;
    private int videoSequence = 2_000;
    private int rtxSequence = 3_000;
    private int transportSequence;
    private int videoPackets;
    private int audioPackets;
    private boolean keyframeWanted = true;
    private long nextFrame = Long.MAX_VALUE;
    private long nextAudio = Long.MAX_VALUE;
    private long nextReport;

    LoadPublisher(Load load, Source source) {
        super(load);
        this.source = source;
        audioSsrc = load.random().nextInt();
        videoSsrc = load.random().nextInt();
        rtxSsrc = load.random().nextInt();
    }

    String offer() {
        String level = source.tellsLevel() ? "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n" : "";
        String section = "c=IN IP4 0.0.0.0\r\n" + transportLines() + """
                a=setup:actpass\r
                a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time\r
                a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01\r
                a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid\r
                a=sendonly\r
                a=rtcp-mux\r
                a=rtcp-rsize\r
                """;
        return """
                v=0\r
                o=- 4611731400430051336 2 IN IP4 127.0.0.1\r
                s=-\r
                t=0 0\r
                a=group:BUNDLE 0 1\r
                a=msid-semantic: WMS\r
                m=audio 9 UDP/TLS/RTP/SAVPF 111\r
                %s%sa=mid:0\r
                a=rtpmap:111 opus/48000/2\r
                a=rtcp-fb:111 transport-cc\r
                a=fmtp:111 minptime=10;useinbandfec=1\r
                a=ssrc:%s cname:load\r
                m=video 9 UDP/TLS/RTP/SAVPF 96 97\r
                %sa=mid:1\r
                a=rtpmap:96 VP8/90000\r
                a=rtcp-fb:96 goog-remb\r
                a=rtcp-fb:96 transport-cc\r
                a=rtcp-fb:96 ccm fir\r
                a=rtcp-fb:96 nack\r
                a=rtcp-fb:96 nack pli\r
                a=rtpmap:97 rtx/90000\r
                a=fmtp:97 apt=96\r
                a=ssrc-group:FID %s %s\r
                a=ssrc:%s cname:load\r
                a=ssrc:%s cname:load\r
                """.formatted(
                        section,
                        level,
                        unsigned(audioSsrc),
                        section,
                        unsigned(videoSsrc),
                        unsigned(rtxSsrc),
                        unsigned(videoSsrc),
                        unsigned(rtxSsrc));
    }

    private static String unsigned(int ssrc) {
        return Integer.toUnsignedString(ssrc);
    }

    void answered(String sdp, long now) {
        connect(new SdpLines(sdp), now);
        // Publishers of one load do not all send at the same moment.
        nextFrame = now + load.random().nextLong(source.frameInterval());
        nextAudio = now + load.random().nextLong(source.soundInterval());
        nextReport = now + SECOND;
    }

    /** Sends what is due; tells when to be called again. */
    long send(long now) {
        while (now >= nextFrame) {
            sendFrame();
            nextFrame += source.frameInterval();
        }
        while (now >= nextAudio) {
            sendAudio();
            nextAudio += source.soundInterval();
        }
        if (now >= nextReport && sending != null) {
            sendReports(now);
            nextReport = now + SECOND;
        }
        return Math.min(nextFrame, nextAudio);
    }

    private void sendFrame() {
        if (sending == null) {
            return;
        }
        int count = source.nextFrame(keyframeWanted);
        keyframeWanted = false;
        int timestamp = (int) (System.nanoTime() / 1_000 * 9 / 100);
        for (int i = 0; i < count; i++) {
            header(VIDEO_TYPE, i == count - 1, videoSequence, timestamp, videoSsrc, '1');
            int length = source.video(i, packet, HEADER);
            history[videoSequence % HISTORY] = Arrays.copyOf(packet, length);
            videoSequence = videoSequence + 1 & 0xffff;
            videoPackets++;
            protectAndSend(length);
        }
    }

    private void sendAudio() {
        if (sending == null) {
            return;
        }
        header(AUDIO_TYPE, false, audioSequence, (int) (System.nanoTime() / 1_000 * 48 / 1_000), audioSsrc, '0');
        int length = source.sound(packet, HEADER);
        if (source.tellsLevel()) {
            packet[25] = 0x10;
            packet[26] = (byte) source.level();
        }
        audioSequence = audioSequence + 1 & 0xffff;
        audioPackets++;
        protectAndSend(length);
    }

    /** A header with the time of sending, the transport's number and the section's name. */
    private void header(int type, boolean marker, int sequence, int timestamp, int ssrc, char mid) {
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (marker ? type | 0x80 : type);
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, timestamp);
        Bytes.put32(packet, 8, ssrc);
        Bytes.put16(packet, 12, 0xBEDE);
        Bytes.put16(packet, 14, 3);
        packet[16] = 0x22;
        Bytes.put24(packet, 17, (int) (System.nanoTime() / 1_000 * 262_144 / 1_000_000) & 0xffffff);
        packet[20] = 0x31;
        Bytes.put16(packet, 21, transportSequence++ & 0xffff);
        packet[23] = 0x40;
        packet[24] = (byte) mid;
        packet[25] = 0;
        packet[26] = 0;
        packet[27] = 0;
    }

    private void protectAndSend(int length) {
        if (sending != null) {
            System.arraycopy(packet, 0, sealed, 0, length);
            socket.send(sealed, 0, sending.protectRtp(sealed, 0, length));
        }
    }

    private void sendReports(long now) {
        long ntp = ((3_900_000_000L + now / SECOND) << 32) + ((now % SECOND) << 32) / SECOND;
        reports.wrap(control, 0, 1_400);
        reports.senderReport(videoSsrc, ntp, (int) (now / 1_000 * 9 / 100), videoPackets, 0);
        reports.cname(videoSsrc, "load");
        sendRtcp(control, reports.length());
        reports.wrap(control, 0, 1_400);
        reports.senderReport(audioSsrc, ntp, (int) (now / 1_000 * 48 / 1_000), audioPackets, 0);
        reports.cname(audioSsrc, "load");
        sendRtcp(control, reports.length());
    }

    @Override
    void rtp(MemorySegment bytes, long offset, int length) {}

    @Override
    void rtcp(MemorySegment bytes, long offset, int length) {
        if (receiving == null) {
            return;
        }
        Batch.copy(bytes, offset, length, control);
        int plain = receiving.unprotectRtcp(control, 0, length);
        if (plain < 0) {
            return;
        }
        for (RtcpPacket rtcp : RtcpParser.parse(control, 0, plain)) {
            switch (rtcp) {
                case RtcpPacket.Nack nack -> nack.sequenceNumbers().forEach(this::retransmit);
                case RtcpPacket.PictureLossIndication _, RtcpPacket.FullIntraRequest _ -> keyframeWanted = true;
                case RtcpPacket.SenderReport _,
                        RtcpPacket.ReceiverReport _,
                        RtcpPacket.SourceDescription _,
                        RtcpPacket.Goodbye _,
                        RtcpPacket.TransportFeedback _,
                        RtcpPacket.BandwidthEstimate _ -> {}
            }
        }
    }

    private void retransmit(int sequence) {
        byte[] lost = history[sequence % HISTORY];
        if (lost.length == 0 || Bytes.u16(lost, 2) != sequence) {
            return;
        }
        header(RTX_TYPE, (lost[1] & 0x80) != 0, rtxSequence++ & 0xffff, Bytes.i32(lost, 4), rtxSsrc, '1');
        Bytes.put16(packet, HEADER, sequence);
        System.arraycopy(lost, HEADER, packet, HEADER + 2, lost.length - HEADER);
        protectAndSend(lost.length + 2);
    }
}
