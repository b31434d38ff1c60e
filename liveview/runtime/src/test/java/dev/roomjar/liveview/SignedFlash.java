package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.SignedTexts;
import dev.roomjar.liveview.channel.Tokens;
import java.time.Instant;
import java.util.Map;

/** Tokens as the site itself would sign them. */
final class SignedFlash {
    private SignedFlash() {}

    static String of(byte[] secret, Instant now, String purpose, Map<String, String> texts) {
        return SignedTexts.sign(new Tokens(secret, () -> now), Tokens.Purpose.valueOf(purpose), texts);
    }
}
