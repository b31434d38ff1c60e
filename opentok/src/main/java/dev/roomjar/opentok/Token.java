package dev.roomjar.opentok;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a client token says once its signature is verified. Four dialects are read: the JWT of today's OpenTok server SDKs
 * (HS256 with the API secret), the {@code T1==} form of older ones (HMAC-SHA1), the {@code T1==} form of ex_opentok (its
 * unsigned part carries fields too, which are not looked at), and the JWT of the unified video API (RS256).
 *
 * @param sessionId the session it opens
 * @param role what its holder may do
 * @param data the connection data, at most 1,024 characters, perhaps empty
 * @param initialLayoutClassList layout classes of the holder's streams
 * @param expires the moment from which it opens nothing any more
 */
public record Token(SessionId sessionId, Role role, String data, List<String> initialLayoutClassList, Instant expires) {
    /** Longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 16 * 1024;

    /** By how much the clocks of whoever minted a token and of this machine may differ. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /** Life of a token that names no end. */
    static final Duration DEFAULT_LIFE = Duration.ofDays(1);

    /** One server SDK lets 1,024 characters through where the documentation says 1,000. */
    private static final int MAX_READ_DATA = 1024;

    public Token {
        initialLayoutClassList = List.copyOf(initialLayoutClassList);
    }

    /**
     * Makes a token as today's server SDKs do: a JWT signed with HS256.
     *
     * @throws IllegalArgumentException where the session is not the project's
     */
    public static String mint(
            Project project, SessionId sessionId, TokenOptions options, Instant now, RandomGenerator random) {
        requireOwned(project, sessionId);
        return JsonWebToken.mint(project, sessionId, options, now, random);
    }

    /**
     * Makes a token in the older {@code T1==} form.
     *
     * @throws IllegalArgumentException where the session is not the project's
     */
    public static String mintLegacy(
            Project project, SessionId sessionId, TokenOptions options, Instant now, RandomGenerator random) {
        requireOwned(project, sessionId);
        return LegacyToken.mint(project, sessionId, options, now, random);
    }

    /** Reads a token and tells whether it opens a session of the project now. Never throws, whatever the text. */
    public static TokenCheck verify(Project project, String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return new TokenCheck.Refused(
                    TokenCheck.Reason.MALFORMED, "The token is longer than " + MAX_LENGTH + " characters.");
        }
        return text.startsWith(LegacyToken.PREFIX)
                ? LegacyToken.verify(project, text, now)
                : JsonWebToken.verify(project, text, now);
    }

    /** What all dialects have in common, once the signature holds. */
    static TokenCheck check(Project project, Claims claims, Instant now) {
        Optional<SessionId> sessionId = claims.text("session_id").flatMap(SessionId::parse);
        if (sessionId.isEmpty()) {
            return TokenCheck.malformed("it names no session");
        }
        if (!project.owns(sessionId.get())) {
            return new TokenCheck.Refused(
                    TokenCheck.Reason.WRONG_KEY, "The token's session belongs to another API key.");
        }
        Optional<Role> role = Role.ofClaim(claims.text("role").orElse(Role.PUBLISHER.claim()));
        if (role.isEmpty()) {
            return TokenCheck.malformed("its role is none of subscriber, publisher, publisheronly, moderator");
        }
        String data = claims.text("connection_data").orElse("");
        if (data.length() > MAX_READ_DATA) {
            return TokenCheck.malformed("its connection data is longer than " + TokenOptions.MAX_DATA + " characters");
        }
        Optional<Instant> expires = claims.expires();
        if (expires.isEmpty()) {
            return TokenCheck.malformed("it says neither when it was made nor when it expires");
        }
        if (claims.created().isAfter(now.plus(CLOCK_SKEW))) {
            return TokenCheck.malformed("it is from the future: compare the clocks of both servers");
        }
        if (!now.minus(CLOCK_SKEW).isBefore(expires.get())) {
            return new TokenCheck.Refused(TokenCheck.Reason.EXPIRED, "The token expired at " + expires.get() + ".");
        }
        List<String> classes = claims.text("initial_layout_class_list").stream()
                .flatMap(words -> List.of(words.split(" +", -1)).stream())
                .filter(word -> !word.isEmpty())
                .toList();
        return new TokenCheck.Accepted(new Token(sessionId.get(), role.get(), data, classes, expires.get()));
    }

    private static void requireOwned(Project project, SessionId sessionId) {
        if (!project.owns(sessionId)) {
            throw new IllegalArgumentException("The session " + sessionId + " belongs to " + sessionId.owner()
                    + ", not to API key " + project.apiKey() + ": use an id that createSession() of this project gave");
        }
    }
}
