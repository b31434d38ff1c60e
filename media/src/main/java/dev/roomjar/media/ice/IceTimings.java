package dev.roomjar.media.ice;

import java.time.Duration;

/**
 * When silence counts.
 *
 * @param disconnectedAfter silence after which the peer counts as disconnected
 * @param consentExpiresAfter time without a connectivity check after which consent to send is gone (RFC 7675 §5.1: 30 s)
 */
public record IceTimings(Duration disconnectedAfter, Duration consentExpiresAfter) {

    /** Seven seconds, since Firefox may leave six between two checks; and the thirty of the RFC. */
    public static final IceTimings DEFAULT = new IceTimings(Duration.ofSeconds(7), Duration.ofSeconds(30));

    public IceTimings {
        if (disconnectedAfter.isNegative()
                || disconnectedAfter.isZero()
                || disconnectedAfter.compareTo(consentExpiresAfter) > 0) {
            throw new IllegalArgumentException("disconnectedAfter is %s; it must be more than zero and at most %s"
                    .formatted(disconnectedAfter, consentExpiresAfter));
        }
    }
}
