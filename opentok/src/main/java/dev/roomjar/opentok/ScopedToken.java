package dev.roomjar.opentok;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A token for what the embedding program offers beside sessions: its own claims, signed with the project's secret (a JWT, RFC
 * 7519, HS256). Its scope keeps it apart from client tokens: neither passes for the other.
 *
 * @param claims as they were given when it was made
 * @param expires the moment from which it opens nothing any more
 */
public record ScopedToken(Map<String, String> claims, Instant expires) {

    public ScopedToken {
        claims = Map.copyOf(claims);
    }

    /** What came of reading a token. */
    public sealed interface Check {

        /** The token is genuine, for this scope, and its time has not run out. */
        record Accepted(ScopedToken token) implements Check {}

        /** The token opens nothing; the message never repeats it. */
        record Refused(String message) implements Check {}
    }

    /**
     * Makes a token.
     *
     * @param scope one word, not that of client tokens, {@code session.connect}
     * @param life more than zero
     */
    public static String mint(Project project, String scope, Map<String, String> claims, Instant now, Duration life) {
        if (scope.equals(JsonWebToken.SCOPE) || scope.isBlank() || scope.contains(" ") || !life.isPositive()) {
            throw new IllegalArgumentException(
                    "A token needs one word as scope, which is its own, and a life of more than zero; not \"" + scope
                            + "\" and " + life);
        }
        ObjectNode signed = JsonNodeFactory.instance.objectNode();
        claims.forEach(signed::put);
        signed.put("iss", Integer.toString(project.apiKey()))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond())
                .put("scope", scope);
        return Jws.sign(project, signed);
    }

    /** Reads a token. Never throws, whatever the text. */
    public static Check verify(Project project, String scope, String text, Instant now) {
        Jws token = text.length() > Token.MAX_LENGTH ? null : Jws.parse(text).orElse(null);
        if (token == null || !token.algorithm().equals("HS256")) {
            return new Check.Refused("This is no token of this server.");
        }
        if (!token.isSignedBy(project)) {
            return new Check.Refused("The token was not signed by this server, or was changed since.");
        }
        if (!token.claims().path("scope").asText().equals(scope)) {
            return new Check.Refused("The token is for something else.");
        }
        Instant expires = moment(token.claims().path("exp").asLong());
        if (!now.minus(Token.CLOCK_SKEW).isBefore(expires)) {
            return new Check.Refused("The token expired at " + expires + ".");
        }
        Map<String, String> claims = new HashMap<>();
        token.claims().properties().forEach(claim -> {
            if (claim.getValue().isTextual()) {
                claims.put(claim.getKey(), claim.getValue().textValue());
            }
        });
        return new Check.Accepted(new ScopedToken(claims, expires));
    }

    private static Instant moment(long seconds) {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (DateTimeException beyond) {
            return Instant.EPOCH;
        }
    }
}
