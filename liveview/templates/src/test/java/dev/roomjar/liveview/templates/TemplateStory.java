package dev.roomjar.liveview.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the generator begin with: given templates, the class or the error is … */
abstract class TemplateStory {
    @TempDir
    private Path sources;

    void given(String file, String... lines) {
        try {
            Path path = sources.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path sources() {
        return sources;
    }

    Map<String, String> generated() {
        try {
            return TemplateSet.generate(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String generated(String file) {
        return generated().getOrDefault(file, "nothing was generated for " + file);
    }

    /** The generated class holds these lines one after the other, whatever their indentation. */
    void thenTheClassHolds(String file, String... lines) {
        assertThat(unindented(generated(file))).contains(unindented(String.join("\n", lines)));
    }

    void thenTheErrorIs(String message) {
        assertThatThrownBy(this::generated)
                .isInstanceOf(TemplateException.class)
                .hasMessage(message);
    }

    void thenTheErrorHolds(String part) {
        assertThatThrownBy(this::generated)
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(part);
    }

    private static String unindented(String text) {
        return String.join(
                "\n", Arrays.stream(text.split("\n")).map(String::strip).toList());
    }
}
