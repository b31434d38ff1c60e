package dev.roomjar.opentok;

import static dev.roomjar.opentok.Fixtures.bytes;

import java.util.Base64;

/** JSON Web Tokens of any content, for tests. */
final class Jwt {
    private Jwt() {}

    static String signed(String header, String claims, String secret) {
        String signed = base64(header) + "." + base64(claims);
        return signed + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(Signatures.hmacSha256(secret, bytes(signed)));
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }
}
