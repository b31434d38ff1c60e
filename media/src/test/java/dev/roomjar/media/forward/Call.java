package dev.roomjar.media.forward;

import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.PublisherAnswer;
import dev.roomjar.media.sdp.ReceiverAnswer;
import dev.roomjar.media.sdp.RemoteTransport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One publisher and one receiver, driven as a loop would drive them. */
final class Call {
    static final long MILLISECOND = 1_000_000;
    static final RemoteTransport TRANSPORT =
            new RemoteTransport("user", "passwordpasswordpassword", List.of("sha-256 AA"), true);
    static final OutgoingMedia VIDEO_OUT = new OutgoingMedia(MediaKind.VIDEO, "v", 0x7001, 0x7002);
    static final OutgoingMedia AUDIO_OUT = new OutgoingMedia(MediaKind.AUDIO, "a", 0x7003, 0x7004);

    final PublishedMedia published;
    final ForwardedMedia forwardedMedia = new ForwardedMedia();
    final PublishedTrack videoSource;
    final PublishedTrack audioSource;
    final ForwardedTrack video;
    final ForwardedTrack audio;
    final byte[] out = new byte[2048];
    long now = 5_000 * MILLISECOND;

    Call() {
        this(video("1", 96, 97));
    }

    Call(NegotiatedMedia publishedVideo) {
        published = new PublishedMedia(
                new PublisherAnswer("", TRANSPORT, Optional.of(audio("0", 111)), Optional.of(publishedVideo)), 0x99);
        videoSource = published.video().orElseThrow();
        audioSource = published.audio().orElseThrow();
        video = forwardedMedia.add(videoSource, VIDEO_OUT, "alice");
        audio = forwardedMedia.add(audioSource, AUDIO_OUT, "alice");
    }

    /** A packet as the receiver got it. */
    @SuppressWarnings("ArrayRecordComponent")
    record Got(int payloadType, int number, int timestamp, int ssrc, String mid, byte[] payload) {
        /** What {@link Packets#video} wrote into it. */
        int original() {
            return Bytes.i32(payload, 4);
        }
    }

    static NegotiatedMedia video(String mid, int payloadType, int rtx) {
        return media(
                MediaKind.VIDEO, mid, new Codec(Encoding.VP8, payloadType, 0, "", EnumSet.allOf(Feedback.class), rtx));
    }

    static NegotiatedMedia audio(String mid, int payloadType) {
        return media(
                MediaKind.AUDIO,
                mid,
                new Codec(
                        Encoding.OPUS, payloadType, 2, "useinbandfec=1", EnumSet.noneOf(Feedback.class), Codec.NO_RTX));
    }

    static NegotiatedMedia media(MediaKind kind, String mid, Codec... codecs) {
        ExtensionIds ids = new ExtensionIds(
                Map.of(HeaderExtension.MID, Packets.MID_ID, HeaderExtension.TRANSPORT_CC, Packets.TRANSPORT_CC_ID),
                false);
        return new NegotiatedMedia(kind, mid, List.of(codecs), ids, List.of(), Map.of(), List.of(), true);
    }

    Call accepted() {
        return accepted(video("v", 120, 121));
    }

    Call accepted(NegotiatedMedia receiverVideo) {
        forwardedMedia.negotiated(
                new ReceiverAnswer(Optional.of(TRANSPORT), Map.of("v", receiverVideo, "a", audio("a", 109))), now);
        return this;
    }

    @Nullable
    Got send(byte[] packet) {
        PublishedTrack track = published.receive(packet, 0, packet.length, now);
        if (track == null) {
            return null;
        }
        ForwardedTrack forwarded = track == videoSource ? video : audio;
        return got(forwarded.forward(out, 3, now));
    }

    @Nullable
    Got got(int length) {
        RtpPacket packet = new RtpPacket();
        if (length == 0) {
            return null;
        }
        if (!packet.wrap(out, 3, length)) {
            throw new AssertionError("a malformed packet was written");
        }
        String mid = packet.findExtension(Packets.MID_ID)
                ? new String(
                        out,
                        packet.extensionOffset(),
                        packet.extensionLength(),
                        java.nio.charset.StandardCharsets.UTF_8)
                : "";
        byte[] payload =
                Arrays.copyOfRange(out, packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
        return new Got(packet.payloadType(), packet.sequenceNumber(), packet.timestamp(), packet.ssrc(), mid, payload);
    }

    /** What goes out to the publisher by now. */
    List<RtcpPacket> toPublisher() {
        List<RtcpPacket> packets = new ArrayList<>();
        for (int n = published.pollRtcp(out, 0, out.length, now);
                n > 0;
                n = published.pollRtcp(out, 0, out.length, now)) {
            packets.addAll(RtcpParser.parse(out, 0, n));
        }
        return packets;
    }

    List<RtcpPacket> toReceiver() {
        List<RtcpPacket> packets = new ArrayList<>();
        for (int n = forwardedMedia.pollRtcp(out, 0, out.length, now);
                n > 0;
                n = forwardedMedia.pollRtcp(out, 0, out.length, now)) {
            packets.addAll(RtcpParser.parse(out, 0, n));
        }
        return packets;
    }

    /** The receiver asks for packets again; what it gets. */
    List<Got> nack(int... numbers) {
        byte[] rtcp = new byte[256];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.nack(1, VIDEO_OUT.ssrc(), numbers, numbers.length);
        forwardedMedia.receiveRtcp(rtcp, 0, writer.length(), now);
        List<Got> packets = new ArrayList<>();
        for (int n = forwardedMedia.pollRetransmission(out, 3, now);
                n > 0;
                n = forwardedMedia.pollRetransmission(out, 3, now)) {
            Got got = got(n);
            if (got != null) {
                packets.add(got);
            }
        }
        return packets;
    }

    void pictureLoss() {
        byte[] rtcp = new byte[64];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.pictureLossIndication(1, VIDEO_OUT.ssrc());
        forwardedMedia.receiveRtcp(rtcp, 0, writer.length(), now);
    }

    void pass(long milliseconds) {
        now += milliseconds * MILLISECOND;
    }

    static boolean asksForKeyframe(List<RtcpPacket> packets) {
        return packets.stream().anyMatch(RtcpPacket.PictureLossIndication.class::isInstance);
    }

    static List<Integer> nacked(List<RtcpPacket> packets) {
        return packets.stream()
                .filter(RtcpPacket.Nack.class::isInstance)
                .flatMap(packet -> ((RtcpPacket.Nack) packet).sequenceNumbers().stream())
                .toList();
    }
}
