package dev.roomjar.bench.room;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Programs for pages, kept beside the classes that run them. */
final class Script {
    private Script() {}

    static String read(String name) {
        try (InputStream resource = Objects.requireNonNull(Script.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
