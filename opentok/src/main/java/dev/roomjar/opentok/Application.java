package dev.roomjar.opentok;

import java.security.interfaces.RSAPublicKey;

/**
 * An application of the unified video API beside a project's API key: its server SDKs sign tokens with an RSA key (RS256).
 *
 * @param id the application id, a UUID; session ids minted for it carry it as owner
 * @param key the public half of the key that signs its tokens
 */
public record Application(String id, RSAPublicKey key) {
    public Application {
        if (id.isBlank()) {
            throw new IllegalArgumentException("An application needs its id, a UUID; it was empty");
        }
        if (key.getModulus().bitLength() < 2048) {
            throw new IllegalArgumentException("An application's RSA key has at least 2048 bits, not "
                    + key.getModulus().bitLength());
        }
    }
}
