package dev.roomjar.liveview.page;

import dev.roomjar.liveview.channel.Csrf;
import dev.roomjar.liveview.channel.SignedTexts;
import dev.roomjar.liveview.channel.Tokens;
import dev.roomjar.liveview.channel.Visitor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The session cookie: signed, not encrypted. It also carries the visitor's CSRF secret and messages for the next page. Over
 * https it has another name than over http, since a browser that holds the secure one refuses to let plain pages of the same
 * host, whatever their port, replace it.
 */
final class VisitorCookie {
    /** Browsers drop larger cookies without a word. */
    private static final int MAX_LENGTH = 4_000;

    private static final String CSRF = "_csrf";
    private static final String FLASH = "_flash.";

    private final Tokens tokens;
    private final String name;

    VisitorCookie(Tokens tokens, String name) {
        this.tokens = tokens;
        this.name = name;
    }

    /** A cookie's content. */
    record Content(Visitor visitor, Map<String, String> flash) {}

    Optional<Content> read(PageRequest request) {
        return SignedTexts.verify(
                        tokens, Tokens.Purpose.SESSION, request.cookies().get(name(request.secure())))
                .filter(texts -> texts.containsKey(CSRF))
                .map(texts -> content(texts, request.languages()));
    }

    static Content newVisitor(PageRequest request) {
        return new Content(new Visitor(Map.of(), request.languages(), Csrf.newSecret()), Map.of());
    }

    /** The {@code Set-Cookie} header that makes a browser keep this content. */
    String write(boolean secure, Content content) {
        var texts = new HashMap<>(content.visitor().session());
        texts.put(CSRF, content.visitor().csrfSecret());
        content.flash().forEach((kind, message) -> texts.put(FLASH + kind, message));
        String token = SignedTexts.sign(tokens, Tokens.Purpose.SESSION, texts);
        if (token.length() > MAX_LENGTH) {
            throw new IllegalStateException("the session needs " + token.length() + " characters, a cookie holds "
                    + MAX_LENGTH + ": keep a key in it and the rest on the server");
        }
        return name(secure) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age="
                + Tokens.Purpose.SESSION.maxAge().toSeconds() + (secure ? "; Secure" : "");
    }

    private String name(boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    private static Content content(Map<String, String> texts, String languages) {
        var session = new HashMap<String, String>();
        var flash = new HashMap<String, String>();
        texts.forEach((key, value) -> {
            if (key.startsWith(FLASH)) {
                flash.put(key.substring(FLASH.length()), value);
            } else if (!key.equals(CSRF)) {
                session.put(key, value);
            }
        });
        return new Content(new Visitor(session, languages, texts.getOrDefault(CSRF, "")), flash);
    }
}
