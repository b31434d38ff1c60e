package dev.roomjar.app.page;

import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.FormRequest;
import dev.roomjar.liveview.SessionRequest;
import java.util.Locale;

/** The language that a visitor has picked, for all pages of their browser. */
public final class LanguageChoice {

    private LanguageChoice() {}

    /** Handles the form "Language" and goes back to where it stood. */
    public static String pick(FormRequest form) {
        form.params().find("language").ifPresent(tag -> keep(form, tag));
        return form.params().find("then").filter(RoomAddress::is).orElse("/");
    }

    /** Keeps a language by its tag, if we speak it. */
    public static void keep(SessionRequest request, String tag) {
        if (Words.LANGUAGES.stream().map(Locale::toLanguageTag).anyMatch(tag::equals)) {
            request.store(AppLive.LANGUAGE, tag);
        }
    }

    /** A language in its own words, as in "Deutsch". */
    public static String name(Locale language) {
        String name = language.getDisplayLanguage(language);
        return name.substring(0, 1).toUpperCase(language) + name.substring(1);
    }
}
