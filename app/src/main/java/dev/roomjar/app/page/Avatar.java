package dev.roomjar.app.page;

import dev.roomjar.app.rooms.Name;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * A disc that stands for a person without a picture.
 *
 * @param initials one or two letters
 * @param tone one of the colours in {@code avatar.css}, 0 to 7, always the same for a name
 */
public record Avatar(String initials, int tone) {

    private static final int TONES = 8;

    /** Where the first letters of first and last name make sense side by side. */
    private static final Set<UnicodeScript> WITH_TWO =
            EnumSet.of(UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC);

    public static Avatar of(Name name) {
        String[] words = name.text().split(" ", -1);
        String first = initial(words[0]);
        String last = initial(words[words.length - 1]);
        boolean two = words.length > 1 && pairs(first) && pairs(last);
        return new Avatar(two ? first + last : first, Math.floorMod(name.key().hashCode(), TONES));
    }

    private static String initial(String word) {
        int letter =
                word.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse(word.codePointAt(0));
        return Character.toString(Character.toTitleCase(letter));
    }

    private static boolean pairs(String initial) {
        return WITH_TWO.contains(UnicodeScript.of(initial.codePointAt(0)));
    }
}
