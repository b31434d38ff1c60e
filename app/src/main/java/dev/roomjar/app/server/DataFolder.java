package dev.roomjar.app.server;

import dev.roomjar.opentok.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The folder of everything that outlives a restart. What is secret in it only its owner can read. */
final class DataFolder {

    private static final int SECRET_BYTES = 64;

    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /** Where data is kept if nobody says otherwise (XDG Base Directory Specification). */
    static Path usual() {
        Map<String, String> environment = System.getenv();
        String home = Objects.requireNonNullElse(System.getProperty("user.home"), ".");
        String base = environment.getOrDefault("XDG_DATA_HOME", "");
        return (base.isEmpty() ? Path.of(home, ".local", "share") : Path.of(base)).resolve("roomjar");
    }

    /** The folder that a command was given, or (null) the usual one. */
    static DataFolder orUsual(@Nullable Path given) {
        return open(given == null ? usual() : given);
    }

    /**
     * Opens the folder, making it if it is not there.
     *
     * @throws UserError if it cannot be made or written
     */
    static DataFolder open(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                restrict(folder, "rwx------");
            }
            Files.delete(Files.createTempFile(folder, "probe", null));
        } catch (IOException unusable) {
            throw new UserError(
                    "Cannot write to the data folder " + folder + ": choose another with --data DIR.", unusable);
        }
        return new DataFolder(folder);
    }

    Path path() {
        return folder;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /**
     * The key and secret of the video platform; made on first use.
     *
     * @throws UserError if they cannot be read or written
     */
    Project project() {
        try {
            return Project.loadOrCreate(folder);
        } catch (IOException unusable) {
            throw new UserError(unusable.getMessage() + ": choose another folder with --data DIR.", unusable);
        }
    }

    /** What signs sessions; made on first use. */
    byte[] sessionSecret() {
        Path file = folder.resolve("session-secret");
        try {
            byte[] kept = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (kept.length == SECRET_BYTES) {
                return kept;
            }
            byte[] fresh = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(fresh);
            writeSecret(file, fresh);
            return fresh;
        } catch (IOException unusable) {
            throw new UserError("Cannot read or write " + file + ": is it yours?", unusable);
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    static void writeSecret(Path file, byte[] content) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a file in a folder");
        Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        restrict(draft, "rw-------");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void restrict(Path path, String permissions) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }
}
