package dev.roomjar.app.signon;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.opentok.ForeignToken;
import dev.roomjar.opentok.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Single sign-on: tokens of the operator's own system name a person, their role and their room.
 *
 * <p>Thread rule: any thread.
 */
public final class SignOn {
    private static final Logger LOG = LoggerFactory.getLogger(SignOn.class);

    /** A link is made when somebody opens a page, not once and for all. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final int LONGEST_SUBJECT = 255;
    private static final String EVERY_ROOM = "*";

    private final Settings settings;
    private final ForeignToken.Expectation expectation;
    private final SecretKeySpec secret;

    /**
     * How tokens are checked.
     *
     * @param keys of the operator's system; none where there is no single sign-on
     * @param issuer what {@code iss} must be, or null
     * @param audience what {@code aud} must be, or null where tokens have none
     * @param required whether rooms are open only to people with a token or an invitation
     */
    public record Settings(
            List<VerificationKey> keys,
            @Nullable String issuer,
            @Nullable String audience,
            boolean required) {

        /** No single sign-on. */
        public static final Settings NONE = new Settings(List.of(), null, null, false);

        public Settings {
            keys = List.copyOf(keys);
        }
    }

    /** @param secret of this server, the same after a restart */
    public SignOn(Settings settings, byte[] secret) {
        this.settings = settings;
        this.expectation =
                new ForeignToken.Expectation(settings.keys(), settings.issuer(), settings.audience(), LONGEST_LIFE);
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** Whether rooms are open only to people with a token or an invitation. */
    public boolean required() {
        return settings.required();
    }

    /** Reads a token that somebody brings to a room. Never throws, whatever the text. */
    Pass read(Name room, String text, Instant now) {
        if (settings.keys().isEmpty()) {
            return new Pass.Refused(Pass.Why.NOT_GOOD);
        }
        return switch (ForeignToken.verify(expectation, text, now)) {
            case ForeignToken.Check.Accepted(ForeignToken token) -> granted(room, token, now);
            case ForeignToken.Check.Refused(ForeignToken.Reason reason) ->
                refused(
                        room,
                        reason.toString(),
                        switch (reason) {
                            case EXPIRED -> Pass.Why.EXPIRED;
                            case NOT_YET_GOOD -> Pass.Why.NOT_YET_GOOD;
                            case MALFORMED,
                                    WRONG_ALGORITHM,
                                    BAD_SIGNATURE,
                                    WRONG_ISSUER,
                                    WRONG_AUDIENCE,
                                    ENDLESS,
                                    TOO_LONG_LIVED -> Pass.Why.NOT_GOOD;
                        });
        };
    }

    private Pass granted(Name room, ForeignToken token, Instant now) {
        Name named = token.text("room").flatMap(SignOn::name).orElse(null);
        boolean everyRoom = token.text("room").filter(EVERY_ROOM::equals).isPresent();
        if (!everyRoom && named == null) {
            return refused(room, "NO_ROOM", Pass.Why.NOT_GOOD);
        }
        if (!everyRoom && named != null && !named.equals(room)) {
            return refused(room, "ANOTHER_ROOM", Pass.Why.ANOTHER_ROOM);
        }
        Name name = token.text("name").flatMap(SignOn::name).orElse(null);
        if (name == null) {
            return refused(room, "NO_NAME", Pass.Why.NOT_GOOD);
        }
        Standing role = role(token).orElse(null);
        if (role == null) {
            return refused(room, "UNKNOWN_ROLE", Pass.Why.NOT_GOOD);
        }
        if (token.claims().has("sub")
                && token.text("sub")
                        .filter(sub -> !sub.isBlank() && sub.length() <= LONGEST_SUBJECT)
                        .isEmpty()) {
            return refused(room, "UNUSABLE_SUBJECT", Pass.Why.NOT_GOOD);
        }
        String subject = token.text("sub").map(sub -> "sub " + sub).orElse("name " + name.key());
        String issuer = token.text("iss").orElse("");
        return new Pass.Granted(role, now.plus(Pass.LIFE), new Pass.Identity(name, secretOf(issuer + "\n" + subject)));
    }

    private static Optional<Standing> role(ForeignToken token) {
        if (!token.claims().has("role")) {
            return Optional.of(Standing.GUEST);
        }
        return switch (token.text("role").orElse("")) {
            case "host" -> Optional.of(Standing.HOST);
            case "guest" -> Optional.of(Standing.GUEST);
            default -> Optional.empty();
        };
    }

    private static Optional<Name> name(String text) {
        try {
            return Optional.of(Name.of(text));
        } catch (InvalidName invalid) {
            return Optional.empty();
        }
    }

    /** The operator finds out here what the person is not told; the token itself is in no log. */
    private static Pass refused(Name room, String reason, Pass.Why why) {
        LOG.info("refused a sign-on token for the room \"{}\": {} (docs/embed/sso.md says what to do)", room, reason);
        return new Pass.Refused(why);
    }

    private String secretOf(String person) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            mac.update("roomjar sign-on\n".getBytes(StandardCharsets.UTF_8));
            byte[] known = mac.doFinal(person.getBytes(StandardCharsets.UTF_8));
            return "person-" + HexFormat.of().formatHex(known, 0, 16);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }
}
