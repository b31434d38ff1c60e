package dev.roomjar.app.words;

import java.text.Bidi;
import java.text.ListFormat;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language. Patterns are {@link MessageFormat}'s, with its {@code choice} for plurals.
 *
 * <p>Thread rule: any thread.
 */
public final class Words {

    /** The languages there are, the one for everybody else first. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH);

    /** Each has a file in each language; its keys begin with its name. */
    static final List<String> AREAS = List.of(
            "common",
            "dashboard",
            "lobby",
            "room",
            "chat",
            "people",
            "host",
            "stage",
            "more",
            "preview",
            "invite",
            "framed",
            "signon");

    private static final Map<Locale, Words> ALL =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Words::new));

    private final Locale language;
    private final Map<String, String> texts;
    private final Map<String, MessageFormat> patterns = new ConcurrentHashMap<>();

    private Words(Locale language) {
        this.language = language;
        this.texts = AREAS.stream()
                .map(area -> bundle(area, language))
                .flatMap(bundle -> bundle.keySet().stream().map(key -> Map.entry(key, bundle.getString(key))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ResourceBundle bundle(String area, Locale language) {
        return ResourceBundle.getBundle(
                "dev.roomjar.app.words." + area,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** English. */
    public static Words english() {
        return of(Locale.ENGLISH);
    }

    /**
     * The best language for a visitor.
     *
     * @param chosen the tag of the one they have chosen on the page, null for none
     * @param asked what their browser asks for, the best first
     */
    public static Words of(@Nullable String chosen, List<LanguageRange> asked) {
        if (chosen != null) {
            for (Locale language : LANGUAGES) {
                if (language.toLanguageTag().equals(chosen)) {
                    return of(language);
                }
            }
        }
        Locale found = Locale.lookup(asked, LANGUAGES);
        return of(found == null ? LANGUAGES.getFirst() : found);
    }

    private static Words of(Locale language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /**
     * A text.
     *
     * @param arguments numbers are written as the language does, everything else as it prints
     * @throws IllegalArgumentException if there is no such text
     */
    public String say(String key, Object... arguments) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text \"" + key + "\" in " + tag());
        }
        if (arguments.length == 0) {
            return text;
        }
        MessageFormat pattern = patterns.computeIfAbsent(key, _ -> new MessageFormat(text, language));
        Object[] printed = Stream.of(arguments)
                .map(argument -> argument instanceof Number ? argument : isolated(argument.toString()))
                .toArray();
        synchronized (pattern) { // MessageFormat is not thread safe.
            return pattern.format(printed);
        }
    }

    /** "Ana, Ben and Cleo", as the language has it. */
    public String list(List<String> items) {
        return ListFormat.getInstance(language, ListFormat.Type.STANDARD, ListFormat.Style.FULL)
                .format(items.stream().map(Words::isolated).toList());
    }

    /** A name in letters from right to left does not turn the words around it (Unicode isolates, UAX #9). */
    private static String isolated(String text) {
        return Bidi.requiresBidi(text.toCharArray(), 0, text.length()) ? "\u2068" + text + "\u2069" : text;
    }

    /** Of the page's {@code lang}. */
    public String tag() {
        return language.toLanguageTag();
    }

    public Locale language() {
        return language;
    }

    /** Hours, minutes and seconds, as clocks count: 1:02:03, 2:03. */
    public static String clock(Duration time) {
        long hours = time.toHours();
        String minutes =
                hours > 0 ? "%d:%02d".formatted(hours, time.toMinutesPart()) : "%d".formatted(time.toMinutesPart());
        return minutes + ":%02d".formatted(time.toSecondsPart());
    }

    /** Every key. */
    Set<String> keys() {
        return texts.keySet();
    }
}
