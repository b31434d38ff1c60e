package dev.roomjar.app.rooms;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * The name of a person or a room as people write it: NFC, no white space around it, single spaces within, 1 to {@value
 * #LONGEST} code points, nothing invisible that could make two names look alike. Two names are the same when they differ
 * only in case.
 */
public final class Name {

    /** In code points. */
    public static final int LONGEST = 40;

    private final String text;
    private final String key;

    private Name(String text) {
        this.text = text;
        // Upper case first: it folds what lower case alone keeps apart ("ß" and "SS", "ς" and "σ").
        this.key = normalise(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /**
     * Reads what somebody typed.
     *
     * @throws InvalidName if nothing is left after trimming, it is too long, or it holds characters that names cannot have
     */
    @JsonCreator
    public static Name of(String typed) {
        String text = normalise(typed).strip().replaceAll("[\\p{Zs}\\t]+", " ");
        if (text.codePoints().noneMatch(Name::visible)) {
            throw new InvalidName("Please type a name.");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw new InvalidName("That name is too long. Please use at most " + LONGEST + " characters.");
        }
        if (text.codePoints().anyMatch(Name::forbidden)) {
            throw new InvalidName(
                    "That name has characters that cannot be used. Please use letters, digits and spaces.");
        }
        if (text.equals(".") || text.equals("..")) {
            throw new InvalidName("A name needs more than dots.");
        }
        return new Name(text);
    }

    /** As it is shown. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Equal for names that count as the same. */
    public String key() {
        return key;
    }

    /** This name with a number behind it, as in "Ana 2"; the end of a long one gives way. */
    Name numbered(int number) {
        String end = " " + number;
        int[] kept = text.codePoints().limit((long) LONGEST - end.length()).toArray();
        return of(new String(kept, 0, kept.length) + end);
    }

    /** The text as one segment of a URL path. */
    public String pathSegment() {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Name name && name.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static boolean visible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT, Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK -> false;
            default -> !forbidden(codePoint);
        };
    }

    private static boolean forbidden(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            // Joiners belong to several scripts and to emoji; other format characters only deceive the eye.
            case Character.FORMAT -> codePoint != 0x200C && codePoint != 0x200D;
            default -> false;
        };
    }
}
