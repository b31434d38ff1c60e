package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts by name in a signed token: a flash, a session, what a page was rendered with. */
public final class SignedTexts {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private SignedTexts() {}

    /** Texts as a signed token. */
    public static String sign(Tokens tokens, Tokens.Purpose purpose, Map<String, String> texts) {
        return tokens.sign(purpose, Wire.text(texts));
    }

    /** The texts of a token, if it is good. */
    public static Optional<Map<String, String>> verify(Tokens tokens, Tokens.Purpose purpose, @Nullable String token) {
        return tokens.verify(purpose, token).map(SignedTexts::parse);
    }

    private static Map<String, String> parse(String json) {
        try {
            return Wire.MAPPER.readValue(json, TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("we signed a token that is not ours: " + json, e);
        }
    }
}
