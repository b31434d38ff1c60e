package dev.roomjar.liveview.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page's HTML was rendered with, in {@code data-phx-static}, so that the first join shows the same.
 *
 * @param id the page's
 * @param flash the messages that the HTML showed
 */
public record StaticToken(String id, Map<String, String> flash) {
    /** The id's name among the texts; a flash kind cannot be empty. */
    private static final String ID = "";

    /** As text for the page. */
    public String sign(Tokens tokens) {
        var texts = new HashMap<>(flash);
        texts.put(ID, id);
        return SignedTexts.sign(tokens, Tokens.Purpose.STATIC, texts);
    }

    static Optional<StaticToken> verify(Tokens tokens, @Nullable String token) {
        return SignedTexts.verify(tokens, Tokens.Purpose.STATIC, token).map(texts -> {
            var flash = new HashMap<>(texts);
            String id = flash.remove(ID);
            return new StaticToken(id == null ? "" : id, flash);
        });
    }
}
