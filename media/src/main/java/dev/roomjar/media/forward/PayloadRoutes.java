package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import org.jspecify.annotations.Nullable;

/** What each payload type of one media section means. Look-ups allocate nothing. */
final class PayloadRoutes {
    private final @Nullable Codec[] byPayloadType = new @Nullable Codec[128];

    PayloadRoutes(NegotiatedMedia media) {
        for (Codec codec : media.codecs()) {
            byPayloadType[codec.payloadType()] = codec;
            if (codec.hasRtx()) {
                byPayloadType[codec.rtxPayloadType()] = codec;
            }
        }
    }

    /** The codec whose media or retransmissions have this payload type, null for none. */
    @Nullable
    Codec codec(int payloadType) {
        return byPayloadType[payloadType];
    }
}
