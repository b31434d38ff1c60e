package dev.roomjar.liveview.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page's proof, in {@code data-phx-session}, that we rendered it.
 *
 * @param id the page's, whose topic is {@code lv:<id>}
 * @param view the view it was rendered with
 * @param visitor who looks at it, where the page holds the session itself; null where a cookie does
 */
public record ViewToken(String id, String view, @Nullable Visitor visitor) {
    private static final String ID = "id";
    private static final String VIEW = "view";
    private static final String LANGUAGES = "languages";
    private static final String SESSION = "session.";

    /** As text for the page. */
    public String sign(Tokens tokens) {
        var texts = new HashMap<>(Map.of(ID, id, VIEW, view));
        if (visitor != null) {
            texts.put(LANGUAGES, visitor.languages());
            visitor.session().forEach((key, value) -> texts.put(SESSION + key, value));
        }
        return SignedTexts.sign(tokens, Tokens.Purpose.VIEW, texts);
    }

    static Optional<ViewToken> verify(Tokens tokens, @Nullable String token) {
        return SignedTexts.verify(tokens, Tokens.Purpose.VIEW, token)
                .map(texts -> new ViewToken(texts.getOrDefault(ID, ""), texts.getOrDefault(VIEW, ""), visitor(texts)));
    }

    /** The page has no form whose post we would take, so that its CSRF secret need not outlive this connection. */
    private static @Nullable Visitor visitor(Map<String, String> texts) {
        String languages = texts.get(LANGUAGES);
        if (languages == null) {
            return null;
        }
        var session = new HashMap<String, String>();
        texts.forEach((key, value) -> {
            if (key.startsWith(SESSION)) {
                session.put(key.substring(SESSION.length()), value);
            }
        });
        return new Visitor(session, languages, Csrf.newSecret());
    }
}
