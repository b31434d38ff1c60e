package dev.roomjar.opentok;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API key and secret that OpenTok server SDKs are given.
 *
 * @param apiKey a positive 32-bit number, since some SDKs read it as one
 * @param secret 40 lower-case hexadecimal characters; some SDKs refuse secrets under 32 bytes. Never printed
 * @param application the application whose RS256 tokens are accepted too, if there is one
 */
public record Project(int apiKey, String secret, @Nullable Application application) {
    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{40}");

    public Project {
        if (apiKey <= 0) {
            throw new IllegalArgumentException("An API key is a positive 32-bit number, not " + apiKey);
        }
        if (!SECRET.matcher(secret).matches()) {
            throw new IllegalArgumentException("An API secret is 40 lower-case hexadecimal characters; this one has "
                    + secret.length() + " characters or others among them");
        }
    }

    public Project(int apiKey, String secret) {
        this(apiKey, secret, null);
    }

    /**
     * Reads the project kept in a folder, or makes one with a random key and secret and keeps it there, in a file that only
     * its owner can read.
     *
     * @throws IOException where the file cannot be read or written, or holds something else; the message names it
     */
    public static Project loadOrCreate(Path folder) throws IOException {
        return new ProjectFile(folder).loadOrCreate();
    }

    /** This project, accepting the tokens of an application as well. */
    public Project with(Application accepted) {
        return new Project(apiKey, secret, accepted);
    }

    /** Whether a session id belongs to this project or to its application. */
    public boolean owns(SessionId sessionId) {
        return isNamed(sessionId.owner());
    }

    /** Whether a text is the API key or the application id. */
    public boolean isNamed(String name) {
        return name.equals(Integer.toString(apiKey))
                || Optional.ofNullable(application)
                        .map(Application::id)
                        .filter(name::equals)
                        .isPresent();
    }

    @Override
    public String toString() {
        return "Project[apiKey=" + apiKey + "]";
    }
}
