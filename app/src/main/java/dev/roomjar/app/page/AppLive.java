package dev.roomjar.app.page;

import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.Session;
import java.util.List;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** A page of ours: it speaks the visitor's language. */
public abstract class AppLive extends LiveView {
    /** Where the session keeps the language that was picked. */
    static final String LANGUAGE = "language";

    private @Nullable Words words;

    /** The texts in the visitor's language. */
    protected final Words words() {
        if (words == null) {
            words = words(session(), languages());
        }
        return words;
    }

    /** The texts for a visitor: in the language they have chosen, else in the best that their browser asks for. */
    public static Words words(Session session, List<LanguageRange> languages) {
        return Words.of(session.get(LANGUAGE), languages);
    }
}
