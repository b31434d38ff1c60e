package dev.roomjar.liveview.channel;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page's proof, in {@code data-phx-session}, that we rendered it.
 *
 * @param id the page's, whose topic is {@code lv:<id>}
 * @param view the view it was rendered with
 */
public record ViewToken(String id, String view) {
    /** As text for the page. */
    public String sign(Tokens tokens) {
        return SignedTexts.sign(tokens, Tokens.Purpose.VIEW, Map.of("id", id, "view", view));
    }

    static Optional<ViewToken> verify(Tokens tokens, @Nullable String token) {
        return SignedTexts.verify(tokens, Tokens.Purpose.VIEW, token)
                .map(texts -> new ViewToken(texts.getOrDefault("id", ""), texts.getOrDefault("view", "")));
    }
}
