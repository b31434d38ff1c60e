package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.Redundancy;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a receiver's codecs each payload type of a publisher stands for, and what that makes of the payload. Look-ups allocate
 * nothing.
 */
final class PayloadTypeMap {
    /** In place of a length: the payload cannot be given to the receiver. */
    static final int REFUSED = -1;

    private static final int NONE = -1;

    private final @Nullable Codec[] bySourceType = new @Nullable Codec[128];

    private final NegotiatedMedia source;
    private final List<Codec> receiverCodecs;

    /** The publisher's payload type for redundant audio, and those of the Opus in it at both ends. */
    private final int redundant;

    private final int sourceOpus;
    private final int receiverOpus;

    PayloadTypeMap(NegotiatedMedia source, NegotiatedMedia receiver) {
        this.source = source;
        receiverCodecs = receiver.codecs();
        for (Codec sent : source.codecs()) {
            for (Codec taken : receiver.codecs()) {
                if (bySourceType[sent.payloadType()] == null && taken.sameFormat(sent)) {
                    bySourceType[sent.payloadType()] = taken;
                }
            }
        }
        redundant = payloadType(source, Encoding.RED);
        sourceOpus = payloadType(source, Encoding.OPUS);
        receiverOpus = payloadType(receiver, Encoding.OPUS);
        if (redundant != NONE && bySourceType[redundant] == null && sourceOpus != NONE) {
            bySourceType[redundant] = bySourceType[sourceOpus];
        }
    }

    private static int payloadType(NegotiatedMedia media, Encoding encoding) {
        return media.codecs().stream()
                .filter(codec -> codec.encoding() == encoding)
                .mapToInt(Codec::payloadType)
                .findFirst()
                .orElse(NONE);
    }

    /** Whether the map was made for this very outcome of the publisher's negotiation. */
    @SuppressWarnings("ReferenceEquality") // Asked for each packet; every negotiation makes a new object.
    boolean isOf(NegotiatedMedia source) {
        return this.source == source;
    }

    /** Whether a receiver that agreed to this would have the same map. */
    boolean isFor(NegotiatedMedia receiver) {
        return receiverCodecs.equals(receiver.codecs());
    }

    /** The receiver's codec for a publisher's payload type, null where it cannot decode that. */
    @Nullable
    Codec codec(int sourcePayloadType) {
        return bySourceType[sourcePayloadType];
    }

    /**
     * Copies a packet's payload as the receiver understands it. Redundant audio names payload types inside, which become the
     * receiver's; one that does not take it gets the primary block alone.
     *
     * @param codec what {@link #codec} gave for the packet
     * @return the length, {@link #REFUSED} where the payload is malformed
     */
    int copyPayload(RtpPacket packet, Codec codec, byte[] target, int at) {
        byte[] buffer = packet.buffer();
        int from = packet.payloadOffset();
        int length = packet.payloadLength();
        boolean isRedundant = packet.payloadType() == redundant;
        if (isRedundant) {
            int primary = Redundancy.primary(buffer, from, length, sourceOpus);
            if (primary == Redundancy.MALFORMED) {
                return REFUSED;
            }
            if (codec.encoding() != Encoding.RED) {
                length -= primary - from;
                from = primary;
                isRedundant = false;
            }
        }
        System.arraycopy(buffer, from, target, at, length);
        if (isRedundant) {
            Redundancy.relabel(target, at, receiverOpus);
        }
        return length;
    }
}
