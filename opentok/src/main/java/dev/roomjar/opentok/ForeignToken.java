package dev.roomjar.opentok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token (RFC 7519) that somebody else has signed for us, such as the program into whose pages rooms are put.
 *
 * @param claims signed, and of any type
 * @param expires the moment from which it opens nothing any more
 */
public record ForeignToken(ObjectNode claims, Instant expires) {

    /** Longest that is looked at, in characters. */
    public static final int MAX_LENGTH = 4 * 1024;

    /** A text among the claims; empty where there is none of that name, or it is no text. */
    public Optional<String> text(String claim) {
        JsonNode value = claims.path(claim);
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /**
     * What a token must fulfil.
     *
     * @param keys any of them may have signed it; more than one while they change
     * @param issuer what {@code iss} must be; null: anything
     * @param audience what {@code aud} must be, or have among its members; null: there must be none, since a token for others is
     *     not for us
     * @param longestLife how far ahead it may expire at most
     */
    public record Expectation(
            List<VerificationKey> keys,
            @Nullable String issuer,
            @Nullable String audience,
            Duration longestLife) {
        public Expectation {
            keys = List.copyOf(keys);
        }
    }

    /** What came of reading a token. */
    public sealed interface Check {

        /** It is genuine, for us, and good now. */
        record Accepted(ForeignToken token) implements Check {}

        /** It opens nothing. */
        record Refused(Reason reason) implements Check {}
    }

    /** Why a token opens nothing. */
    public enum Reason {
        /** It is no JSON Web Token, too long, or has claims of the wrong type. */
        MALFORMED,
        /** It is signed in a way that none of the keys is for. */
        WRONG_ALGORITHM,
        /** None of the keys has signed it, or it was changed since. */
        BAD_SIGNATURE,
        WRONG_ISSUER,
        WRONG_AUDIENCE,
        /** It does not say when it expires. */
        ENDLESS,
        /** It expires too far ahead. */
        TOO_LONG_LIVED,
        EXPIRED,
        NOT_YET_GOOD
    }

    /** Reads a token. Never throws, whatever the text. */
    public static Check verify(Expectation expected, String text, Instant now) {
        Jws token = text.length() > MAX_LENGTH ? null : Jws.parse(text).orElse(null);
        if (token == null) {
            return new Check.Refused(Reason.MALFORMED);
        }
        if (expected.keys().stream().noneMatch(key -> key.algorithm().equals(token.algorithm()))) {
            return new Check.Refused(Reason.WRONG_ALGORITHM);
        }
        if (expected.keys().stream().noneMatch(token::isSignedBy)) {
            return new Check.Refused(Reason.BAD_SIGNATURE);
        }
        ObjectNode claims = token.claims();
        if (expected.issuer() != null
                && !expected.issuer().equals(claims.path("iss").textValue())) {
            return new Check.Refused(Reason.WRONG_ISSUER);
        }
        if (!isFor(expected.audience(), claims.path("aud"))) {
            return new Check.Refused(Reason.WRONG_AUDIENCE);
        }
        return inTime(expected, claims, now)
                .<Check>map(Check.Refused::new)
                .orElseGet(() -> new Check.Accepted(
                        new ForeignToken(claims, moment(claims, "exp").orElseThrow())));
    }

    private static boolean isFor(@Nullable String audience, JsonNode claimed) {
        if (audience == null) {
            return claimed.isMissingNode();
        }
        if (claimed.isArray()) {
            return claimed.valueStream().anyMatch(one -> audience.equals(one.textValue()));
        }
        return audience.equals(claimed.textValue());
    }

    private static Optional<Reason> inTime(Expectation expected, ObjectNode claims, Instant now) {
        for (String name : List.of("exp", "nbf", "iat")) {
            if (claims.has(name) && moment(claims, name).isEmpty()) {
                return Optional.of(Reason.MALFORMED);
            }
        }
        Instant expires = moment(claims, "exp").orElse(null);
        if (expires == null) {
            return Optional.of(Reason.ENDLESS);
        }
        if (!now.minus(Token.CLOCK_SKEW).isBefore(expires)) {
            return Optional.of(Reason.EXPIRED);
        }
        if (expires.isAfter(now.plus(expected.longestLife()).plus(Token.CLOCK_SKEW))) {
            return Optional.of(Reason.TOO_LONG_LIVED);
        }
        Instant from = moment(claims, "nbf").orElse(Instant.EPOCH);
        return from.isAfter(now.plus(Token.CLOCK_SKEW)) ? Optional.of(Reason.NOT_YET_GOOD) : Optional.empty();
    }

    /** Seconds since the epoch, perhaps with a fraction, up to the year 9999. */
    private static Optional<Instant> moment(ObjectNode claims, String name) {
        JsonNode value = claims.path(name);
        double seconds = value.isNumber() ? value.doubleValue() : -1;
        return seconds >= 0 && seconds <= Claims.MAX_SECONDS
                ? Optional.of(Instant.ofEpochSecond((long) seconds))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ForeignToken[expires=" + expires + "]";
    }
}
