package dev.roomjar.media.stun;

import java.net.InetSocketAddress;
import java.util.List;

/** An attribute that this package understands (RFC 8489 §14, RFC 8445 §16.1). */
public sealed interface StunAttribute {

    /** In connectivity checks: the receiver's user name fragment, a colon, the sender's (RFC 8445 §7.2.2). */
    record Username(String value) implements StunAttribute {}

    /** Where a request came from, as its receiver saw it. */
    record XorMappedAddress(InetSocketAddress address) implements StunAttribute {}

    /**
     * Why a request failed.
     *
     * @param code 300 to 699
     */
    record ErrorCode(int code, String reason) implements StunAttribute {}

    /** Types that a request held and its receiver had to understand but did not. */
    record UnknownAttributes(List<Integer> types) implements StunAttribute {}

    /**
     * The priority that a peer-reflexive candidate learned from this check would have.
     *
     * @param value 0 to 2³²−1
     */
    record Priority(long value) implements StunAttribute {}

    /** The controlling agent nominates this pair. */
    record UseCandidate() implements StunAttribute {}

    /** The sender believes to be controlled. */
    record IceControlled(long tieBreaker) implements StunAttribute {}

    /** The sender believes to be controlling. */
    record IceControlling(long tieBreaker) implements StunAttribute {}
}
