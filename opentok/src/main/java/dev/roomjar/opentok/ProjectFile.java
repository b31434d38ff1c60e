package dev.roomjar.opentok;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file that keeps a project's API key and secret across restarts. */
record ProjectFile(Path folder) {
    private static final String NAME = "opentok-project";
    private static final int SECRET_BYTES = 20;
    private static final int LOWEST_NEW_KEY = 10_000_000;
    private static final Pattern LINES = Pattern.compile("apiKey=(\\d{1,10})\\R" + "secret=([0-9a-f]{40})\\R?");

    Project loadOrCreate() throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            create(file);
        }
        return load(file);
    }

    private static Project load(Path file) throws IOException {
        Matcher lines = LINES.matcher(Files.readString(file));
        if (lines.matches()) {
            long apiKey = Long.parseLong(lines.group(1));
            if (apiKey > 0 && apiKey <= Integer.MAX_VALUE) {
                return new Project((int) apiKey, lines.group(2));
            }
        }
        throw new IOException(file + " is not a project file: write the lines apiKey=<positive 32-bit number> and"
                + " secret=<40 lower-case hexadecimal characters>, or remove it and a new project is made");
    }

    private void create(Path file) throws IOException {
        Files.createDirectories(folder);
        SecureRandom random = new SecureRandom();
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        int apiKey = random.nextInt(LOWEST_NEW_KEY, Integer.MAX_VALUE);
        String text = "apiKey=" + apiKey + "\nsecret=" + HexFormat.of().formatHex(secret) + "\n";
        // Written whole under another name and then moved, so that a second process sees either no file or a complete
        // one.
        Path draft = folder.resolve(NAME + "." + HexFormat.of().toHexDigits(random.nextLong()));
        try (var channel = Files.newByteChannel(draft, Set.of(CREATE_NEW, WRITE), ownerOnly())) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
        try {
            Files.move(draft, file);
        } catch (FileAlreadyExistsException anotherWasFirst) {
            Files.delete(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
