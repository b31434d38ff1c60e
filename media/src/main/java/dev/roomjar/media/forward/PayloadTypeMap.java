package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.NegotiatedMedia;
import org.jspecify.annotations.Nullable;

/** Which of a receiver's codecs each payload type of a publisher stands for. Look-ups allocate nothing. */
final class PayloadTypeMap {
    private final @Nullable Codec[] bySourceType = new @Nullable Codec[128];

    private final NegotiatedMedia source;

    PayloadTypeMap(NegotiatedMedia source, NegotiatedMedia receiver) {
        this.source = source;
        for (Codec sent : source.codecs()) {
            for (Codec taken : receiver.codecs()) {
                if (bySourceType[sent.payloadType()] == null && taken.sameFormat(sent)) {
                    bySourceType[sent.payloadType()] = taken;
                }
            }
        }
    }

    /** Whether the map was made for this very outcome of the publisher's negotiation. */
    @SuppressWarnings("ReferenceEquality") // Asked for each packet; every negotiation makes a new object.
    boolean isOf(NegotiatedMedia source) {
        return this.source == source;
    }

    /** The receiver's codec for a publisher's payload type, null where it cannot decode that. */
    @Nullable
    Codec codec(int sourcePayloadType) {
        return bySourceType[sourcePayloadType];
    }
}
