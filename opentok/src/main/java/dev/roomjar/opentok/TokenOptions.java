package dev.roomjar.opentok;

import java.time.Duration;
import java.util.List;

/**
 * What a new token grants.
 *
 * @param role what its holder may do
 * @param expires how long it may be used to connect: more than zero, at most 30 days; whoever is connected stays
 * @param data the connection data that everybody in the session sees with this client: at most 1,000 characters
 * @param initialLayoutClassList layout classes of the client's streams: words without space, 1,000 characters together
 */
public record TokenOptions(Role role, Duration expires, String data, List<String> initialLayoutClassList) {
    /** Longest life of a token. */
    public static final Duration MAX_EXPIRES = Duration.ofDays(30);

    /** Longest connection data, in characters. */
    public static final int MAX_DATA = 1000;

    public TokenOptions {
        initialLayoutClassList = List.copyOf(initialLayoutClassList);
        if (!expires.isPositive() || expires.compareTo(MAX_EXPIRES) > 0) {
            throw new IllegalArgumentException(
                    "A token expires after more than zero and at most 30 days, not " + expires);
        }
        if (data.length() > MAX_DATA) {
            throw new IllegalArgumentException(
                    "Connection data has at most " + MAX_DATA + " characters, not " + data.length());
        }
        String classes = String.join(" ", initialLayoutClassList);
        if (classes.length() > MAX_DATA || classes.split(" ", -1).length > Math.max(1, initialLayoutClassList.size())) {
            throw new IllegalArgumentException(
                    "Layout classes are words without space of " + MAX_DATA + " characters together");
        }
    }

    public TokenOptions(Role role, Duration expires, String data) {
        this(role, expires, data, List.of());
    }

    /** A publisher's token for a day. */
    public static TokenOptions publisher() {
        return new TokenOptions(Role.PUBLISHER, Duration.ofDays(1), "");
    }
}
