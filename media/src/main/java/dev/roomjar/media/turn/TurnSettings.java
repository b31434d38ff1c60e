package dev.roomjar.media.turn;

import java.time.Duration;

/**
 * The realm and limits of a TURN server.
 *
 * @param realm as clients are told, 1 to 127 ASCII characters
 * @param secret what passwords are made of, see {@link TurnCredentials}
 * @param maximumAllocations at once in all, beyond which clients are told 508
 * @param allocationsPerUser at once of one id, beyond which it is told 486
 * @param bytesPerSecond what one allocation may relay, both ways together, with a second's worth at once
 * @param strangersPerSecond replies to unproven clients of one address (of one /64 in IPv6), six times as many at once
 * @param strangersInAll likewise, to all of them together
 * @param nonceLifetime after which a client is told 438 and asks again with a new nonce; an hour at most (RFC 8656 §5)
 */
public record TurnSettings(
        String realm,
        String secret,
        int maximumAllocations,
        int allocationsPerUser,
        long bytesPerSecond,
        int strangersPerSecond,
        int strangersInAll,
        Duration nonceLifetime) {

    /**
     * 5,000 allocations, 100 per user, 100 Mbit/s each. A page opens one for each peer connection, URL and network of its
     * machine, most of which it never uses.
     */
    public static TurnSettings defaults(String secret) {
        return new TurnSettings("roomjar", secret, 5_000, 100, 12_500_000, 50, 2_000, Duration.ofHours(1));
    }

    public TurnSettings maximumAllocations(int most) {
        return new TurnSettings(
                realm,
                secret,
                most,
                allocationsPerUser,
                bytesPerSecond,
                strangersPerSecond,
                strangersInAll,
                nonceLifetime);
    }

    public TurnSettings allocationsPerUser(int most) {
        return new TurnSettings(
                realm,
                secret,
                maximumAllocations,
                most,
                bytesPerSecond,
                strangersPerSecond,
                strangersInAll,
                nonceLifetime);
    }

    public TurnSettings bytesPerSecond(long most) {
        return new TurnSettings(
                realm,
                secret,
                maximumAllocations,
                allocationsPerUser,
                most,
                strangersPerSecond,
                strangersInAll,
                nonceLifetime);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TurnSettings[realm " + realm + ", " + maximumAllocations + " allocations]";
    }
}
