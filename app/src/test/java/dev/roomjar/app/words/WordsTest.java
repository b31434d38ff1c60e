package dev.roomjar.app.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /** A key in quotes: an area, a dot, and more. */
    private static final Pattern KEY =
            Pattern.compile("\"((?:" + String.join("|", Words.AREAS) + ")\\.[a-z0-9]+(?:\\.[a-z0-9]+)*)\"");

    static Stream<Words> languages() {
        return Words.LANGUAGES.stream().map(language -> Words.of(language.toLanguageTag(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasEveryText(Words words) {
        assertThat(words.keys())
                .containsExactlyInAnyOrderElementsOf(Words.english().keys());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageTakesTheSameArguments(Words words) {
        for (String key : words.keys()) {
            assertThat(arguments(words, key)).as(words.tag() + " " + key).isEqualTo(arguments(Words.english(), key));
        }
    }

    private static Set<Integer> arguments(Words words, String key) {
        String text = words.say(key);
        Set<Integer> found = new TreeSet<>();
        Pattern.compile("\\{(\\d)").matcher(text).results().forEach(at -> found.add(Integer.parseInt(at.group(1))));
        if (!found.isEmpty()) {
            assertThat(text).as("an apostrophe hides what follows it; write ’").doesNotContain("'");
            assertThat(new MessageFormat(text, words.language()).getFormats()).isNotEmpty();
        }
        return found;
    }

    @Test
    void everyTextIsUsedAndEveryTextThatIsUsedExists() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(WordsTest::mayHaveKeys).toList()) {
                KEY.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
            }
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(Words.english().keys());
    }

    private static boolean mayHaveKeys(Path path) {
        return path.toString().matches(".*\\.(java|jte)") && !path.toString().contains("whip");
    }

    @Test
    void theBrowserChoosesTheLanguageUnlessThePersonHas() {
        assertThat(Words.of(null, LanguageRange.parse("fr-CA,de;q=0.8")).tag()).isEqualTo("fr");
        assertThat(Words.of("de", LanguageRange.parse("fr")).tag()).isEqualTo("de");
        assertThat(Words.of("xx", LanguageRange.parse("tlh")).tag()).isEqualTo("en");
        assertThat(Words.of(null, List.of()).language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void pluralsAndNamesFollowTheLanguage() {
        assertThat(Words.english().say("lobby.people", 1)).isEqualTo("1 person");
        assertThat(Words.of("de", List.of()).say("lobby.people", 1_200)).isEqualTo("1.200 Personen");
        assertThat(Words.english().say("room.joined", "דנה")).isEqualTo("\u2068דנה\u2069 joined.");
    }

    @Test
    void aTextThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> Words.english().say("room.nonsense")).hasMessageContaining("room.nonsense");
    }
}
