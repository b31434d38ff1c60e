package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Password;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The password of the dashboard in the data folder, as {@link Password} keeps it. A running server goes by the file, so that a
 * new one counts at once.
 */
final class DashboardPassword {
    private static final String FILE = "dashboard-password";

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    DashboardPassword(DataFolder data) {
        file = data.resolve(FILE);
    }

    /** Makes one where there is none yet, and tells it this once. */
    Optional<String> makeFirst() {
        if (Files.exists(file)) {
            current();
            return Optional.empty();
        }
        return Optional.of(makeNew());
    }

    /** Makes one in place of the one before, and tells it this once. */
    String makeNew() {
        String word = Password.invent(random);
        try {
            DataFolder.writeSecret(file, (Password.of(word, random).line() + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException unusable) {
            throw new UserError("Cannot write " + file + ": is it yours?", unusable);
        }
        return word;
    }

    /** The one that counts now. */
    Password current() {
        try {
            return Password.parse(Files.readString(file, StandardCharsets.US_ASCII))
                    .orElseThrow(() -> new UserError(
                            file + " holds no password: make a new one with" + " ./roomjar dashboard-password."));
        } catch (IOException unusable) {
            throw new UserError("Cannot read " + file + ": is it yours?", unusable);
        }
    }
}
