package dev.roomjar.media.stun;

import java.net.InetSocketAddress;
import java.util.List;

/** An attribute that this package understands (RFC 8489 §14, RFC 8445 §16.1, RFC 8656 §18). */
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

    /** The realm of a long-term credential (RFC 8489 §14.9). */
    record Realm(String value) implements StunAttribute {}

    /** What a server makes up so that a request cannot be repeated by others (RFC 8489 §14.10). */
    record Nonce(String value) implements StunAttribute {}

    /** How keys may be made of passwords, best first, by the numbers of {@link LongTermKey} (RFC 8489 §14.11). */
    record PasswordAlgorithms(List<Integer> numbers) implements StunAttribute {}

    /** How the key of this request was made (RFC 8489 §14.12). */
    record PasswordAlgorithm(int number) implements StunAttribute {}

    /** The number that stands for a peer in ChannelData messages. */
    record ChannelNumber(int number) implements StunAttribute {}

    /**
     * How long an allocation lasts from now.
     *
     * @param seconds 0 to 2³²−1
     */
    record Lifetime(long seconds) implements StunAttribute {}

    /** The far end of a relayed datagram. */
    record XorPeerAddress(InetSocketAddress address) implements StunAttribute {}

    /** A relayed datagram's payload. */
    @SuppressWarnings("ArrayRecordComponent") // relayed as it is, never compared
    record Data(byte[] bytes) implements StunAttribute {}

    /** Where the server receives what it relays to the client. */
    record XorRelayedAddress(InetSocketAddress address) implements StunAttribute {}

    /**
     * The address family that the relayed address shall have.
     *
     * @param family 1: IPv4, 2: IPv6
     */
    record RequestedAddressFamily(int family) implements StunAttribute {
        public static final int IPV4 = Wire.FAMILY_IPV4;
        public static final int IPV6 = Wire.FAMILY_IPV6;
    }

    /** The relayed port shall be even and, with {@code reserve}, the next one kept for another allocation. */
    record EvenPort(boolean reserve) implements StunAttribute {}

    /**
     * The protocol between server and peer.
     *
     * @param protocol as in the IP header
     */
    record RequestedTransport(int protocol) implements StunAttribute {
        public static final int UDP = 17;
    }

    /** A port reserved by {@link EvenPort}. */
    record ReservationToken(long token) implements StunAttribute {}
}
