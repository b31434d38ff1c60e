package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.Encoding;
import java.util.Set;

/**
 * One way to send media, as one or two payload types of a media section.
 *
 * @param encoding what the payload is
 * @param payloadType 0 to 127
 * @param channels audio channels, 0 for video
 * @param parameters the {@code a=fmtp} parameters as written, empty for none
 * @param feedback the RTCP feedback that both ends understand for it
 * @param rtxPayloadType the payload type of its retransmissions (RFC 4588), {@link #NO_RTX} for none
 */
public record Codec(
        Encoding encoding,
        int payloadType,
        int channels,
        String parameters,
        Set<Feedback> feedback,
        int rtxPayloadType) {
    /** In place of a payload type: no retransmission stream was agreed. */
    public static final int NO_RTX = -1;

    public Codec {
        feedback = Set.copyOf(feedback);
    }

    public boolean hasRtx() {
        return rtxPayloadType != NO_RTX;
    }

    /**
     * Whether both stand for the same stream format, whatever their payload types: the same encoding, and the same in those
     * parameters that change the bits. Levels may differ.
     */
    public boolean sameFormat(Codec other) {
        return PayloadTypes.configuration(this).equals(PayloadTypes.configuration(other));
    }
}
