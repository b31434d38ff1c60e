package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.HeaderWriter;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes packets of a published track as one receiver agreed to have them: its SSRC, payload types and extension ids, and what
 * continuity wants. Made for each negotiation; writing allocates nothing. Not thread safe.
 */
final class PacketRewriter {
    /** In place of a number on the retransmission stream: the packet goes on the stream itself. */
    static final int NO_RTX = -1;

    /** The most that RTP's padding can be, its count included (RFC 3550 §5.1). */
    private static final int PADDING = 255;

    private final PublishedTrack source;
    private final OutgoingMedia section;
    private final Continuity continuity;
    private final @Nullable VideoPlacement video;
    private final NegotiatedMedia agreed;
    private final HeaderWriter headers;

    /** The payload type of padding, {@link Codec#NO_RTX} for none. */
    private final int paddingType;

    private PayloadTypeMap payloadTypes;

    PacketRewriter(
            PublishedTrack source,
            OutgoingMedia section,
            NegotiatedMedia agreed,
            Continuity continuity,
            @Nullable VideoPlacement video) {
        this.source = source;
        this.section = section;
        this.agreed = agreed;
        this.continuity = continuity;
        this.video = video;
        headers = new HeaderWriter(agreed.extensions(), section.mid().getBytes(StandardCharsets.UTF_8));
        payloadTypes = source.payloadTypes(agreed);
        paddingType = agreed.codecs().stream()
                .mapToInt(Codec::rtxPayloadType)
                .filter(type -> type != Codec.NO_RTX)
                .findFirst()
                .orElse(Codec.NO_RTX);
    }

    /** The receiver's codec for a packet of the source, null where it cannot decode that. */
    @Nullable
    Codec codec(RtpPacket header) {
        // Made anew only after the publisher negotiated again.
        if (!payloadTypes.isOf(source.media())) {
            payloadTypes = source.payloadTypes(agreed);
        }
        return payloadTypes.codec(header.payloadType());
    }

    /** Whether a packet with so many bytes more is short enough to be written. */
    boolean fits(RtpPacket packet, int more) {
        return headers.maxLength(packet) + more + packet.payloadLength() <= ForwardedTrack.MAX_PACKET;
    }

    /** What wrote the header of the last packet. */
    HeaderWriter headers() {
        return headers;
    }

    /**
     * Writes a packet as it was or is to be sent under a number; the same each time, but for what RTX adds.
     *
     * @param codec what {@link #codec} gave for the packet
     * @param rtx the number on the retransmission stream, {@link #NO_RTX} for the stream itself
     * @return the length, 0 where the payload is malformed
     */
    int write(
            Segment run, long number, RtpPacket from, int timestamp, Codec codec, int rtx, byte[] target, int offset) {
        boolean again = rtx != NO_RTX;
        int length = headers.write(
                from,
                source.media().extensions(),
                target,
                offset,
                again ? codec.rtxPayloadType() : codec.payloadType(),
                again ? rtx : (int) number & 0xffff,
                timestamp + run.timestampShift,
                again ? section.rtxSsrc() : section.ssrc());
        if (again) {
            Bytes.put16(target, offset + length, (int) number & 0xffff);
            length += 2;
        }
        if (video != null && video.isEmpty(number)) {
            target[offset + 1] &= 0x7f;
            return length;
        }
        int payload = payloadTypes.copyPayload(from, codec, target, offset + length);
        if (payload == PayloadTypeMap.REFUSED) {
            return 0;
        }
        if (video != null) {
            boolean vp8 = codec.encoding() == Encoding.VP8;
            if (!vp8 && video.isMarked(number)) {
                target[offset + 1] |= (byte) 0x80;
            }
            int pictureId = vp8 ? video.pictureId(number) : 0;
            int descriptor = headers.dependencyDescriptor();
            continuity.rewrite(run, codec.encoding(), pictureId, target, offset + length, payload, descriptor);
        }
        return length + payload;
    }

    /** Adds padding to a packet that was written, whose last byte counts it (RFC 3550 §5.1); returns how much. */
    static int pad(byte[] target, int offset, int length, int padding) {
        target[offset] |= 0x20;
        Arrays.fill(target, offset + length, offset + length + padding - 1, (byte) 0);
        target[offset + length + padding - 1] = (byte) padding;
        return padding;
    }

    /** Whether there is a retransmission stream, on which padding can be sent (RFC 4588). */
    boolean takesPadding() {
        return paddingType != Codec.NO_RTX;
    }

    /** Writes a packet of nothing but padding on the retransmission stream; returns its length. */
    int writePadding(int rtx, byte[] target, int offset) {
        int header = headers.write(target, offset, paddingType, rtx, continuity.timestamp(), section.rtxSsrc());
        return header + pad(target, offset, header, PADDING);
    }
}
