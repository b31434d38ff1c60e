package dev.roomjar.media.stun;

import org.jspecify.annotations.Nullable;

/** A parsed STUN message (RFC 8489 §5). */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // until the bodies land
public final class StunMessage {

    private StunMessage() {}

    /** Whether a datagram is a STUN message by its looks: leading zero bits, magic cookie, length (RFC 8489 §6.3, RFC 7983). */
    public static boolean isStun(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    /**
     * The value of USERNAME, found without parsing the rest, so that a demultiplexer can find the agent by what stands before
     * the colon (RFC 8445 §7.2.2).
     *
     * @return null where there is none or the message is malformed
     */
    public static @Nullable String username(byte[] buffer, int offset, int length) {
        throw new UnsupportedOperationException();
    }
}
