package dev.roomjar.media.turn;

import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import java.util.Objects;

/** Error responses with the codes of RFC 8656 §19 and RFC 8489 §14.8. */
enum TurnErrors {
    BAD_REQUEST(400, "Bad Request"),
    FORBIDDEN(403, "Forbidden"),
    UNKNOWN_ATTRIBUTE(420, "Unknown Attribute"),
    ALLOCATION_MISMATCH(437, "Allocation Mismatch"),
    ADDRESS_FAMILY_NOT_SUPPORTED(440, "Address Family not Supported"),
    WRONG_CREDENTIALS(441, "Wrong Credentials"),
    UNSUPPORTED_TRANSPORT(442, "Unsupported Transport Protocol"),
    PEER_ADDRESS_FAMILY_MISMATCH(443, "Peer Address Family Mismatch"),
    ALLOCATION_QUOTA_REACHED(486, "Allocation Quota Reached"),
    INSUFFICIENT_CAPACITY(508, "Insufficient Capacity");

    private final int code;
    private final String reason;

    TurnErrors(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    StunWriter to(StunMessage request) {
        return write(request, code, reason);
    }

    /** @param request of a known method */
    static StunWriter write(StunMessage request, int code, String reason) {
        StunMethod method = Objects.requireNonNull(request.method());
        return StunWriter.error(method, request.id(), code, reason);
    }
}
