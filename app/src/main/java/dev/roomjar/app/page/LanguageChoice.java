package dev.roomjar.app.page;

import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.FormRequest;
import java.util.Locale;

/** The language that a visitor has picked, for all pages of their browser. */
public final class LanguageChoice {

    private LanguageChoice() {}

    /** Handles the form "Language" and goes back to where it stood. */
    public static String pick(FormRequest form) {
        form.params()
                .find("language")
                .filter(tag ->
                        Words.LANGUAGES.stream().map(Locale::toLanguageTag).anyMatch(tag::equals))
                .ifPresent(tag -> form.store(AppLive.LANGUAGE, tag));
        return form.params().find("then").filter(Visitor::isRoom).orElse("/");
    }

    /** A language in its own words, as in "Deutsch". */
    public static String name(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
