package dev.roomjar.opentok;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a session in OpenTok's form: {@code 1_} or {@code 2_}, then url-safe base64 without padding of {@code
 * 1~owner~ip~created~random~~}. The server SDKs refuse to mint tokens for an id whose second field is not their API key.
 *
 * @param value the id as it travels: 3 to 255 characters
 * @param owner the API key, or the application id, that it belongs to
 */
public record SessionId(String value, String owner) {
    private static final Pattern FORM = Pattern.compile("[12]_[A-Za-z0-9_-]{1,253}");
    private static final int RANDOM_BYTES = 18;

    /** Reads an id; empty where the text is not one. */
    public static Optional<SessionId> parse(String value) {
        if (!FORM.matcher(value).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(value.substring(2));
            String[] fields = new String(bytes, StandardCharsets.ISO_8859_1).split("~", -1);
            return fields.length < 2 || fields[1].isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SessionId(value, fields[1]));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Makes a new id of a project; the random part cannot be guessed if {@code random} cannot. */
    static SessionId mint(Project project, Instant now, RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String owner = Integer.toString(project.apiKey());
        String fields = String.join(
                "~",
                "1",
                owner,
                "127.0.0.1",
                Long.toString(now.toEpochMilli()),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                "",
                "");
        String coded =
                Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(StandardCharsets.ISO_8859_1));
        return new SessionId("1_" + coded, owner);
    }

    @Override
    public String toString() {
        return value;
    }
}
