package dev.roomjar.opentok;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The signed fields of a token, as text.
 *
 * @param fields a number is written in decimal
 */
record Claims(Map<String, String> fields) {
    Claims {
        fields = Map.copyOf(fields);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** When it was made; the epoch where it does not say. */
    Instant created() {
        return moment("create_time").or(() -> moment("iat")).orElse(Instant.EPOCH);
    }

    /** When it ends: as it says, but never later than 30 days after it was made. Empty where it gives no hint at all. */
    Optional<Instant> expires() {
        Optional<Instant> created = moment("create_time").or(() -> moment("iat"));
        Optional<Instant> said = moment("exp").or(() -> moment("expire_time"));
        return said.or(() -> created.map(at -> at.plus(Token.DEFAULT_LIFE)))
                .map(at -> created.map(made -> made.plus(TokenOptions.MAX_EXPIRES))
                        .filter(last -> last.isBefore(at))
                        .orElse(at));
    }

    /** Seconds since the epoch, with or without a fraction; anything else counts as not there. */
    private Optional<Instant> moment(String name) {
        return text(name).flatMap(Claims::seconds);
    }

    private static Optional<Instant> seconds(String text) {
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        try {
            long seconds = Long.parseLong(whole);
            return seconds < 0 || seconds > MAX_SECONDS
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(seconds));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The year 9999: later moments would overflow what is added to them. */
    static final long MAX_SECONDS = 253_402_300_799L;
}
