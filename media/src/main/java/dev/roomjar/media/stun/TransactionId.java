package dev.roomjar.media.stun;

import java.util.random.RandomGenerator;

/**
 * The 96 bits that tie a response to its request (RFC 8489 §5).
 *
 * @param high the first four bytes, network order
 * @param low the other eight
 */
public record TransactionId(int high, long low) {

    /** A new one. Give a cryptographically strong generator outside tests. */
    public static TransactionId random(RandomGenerator random) {
        return new TransactionId(random.nextInt(), random.nextLong());
    }
}
