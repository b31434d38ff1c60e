package dev.roomjar.opentok;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tokens of older server SDKs: {@code T1==}, then base64 of {@code partner_id=K&sig=HEX:DATA} where {@code HEX} is the
 * HMAC-SHA1 of everything after the first colon and {@code DATA} is form-encoded.
 *
 * <p>Fields are taken from the signed part alone: ex_opentok writes an {@code expire_time} that counts from zero before the
 * colon, which must not be believed. It also writes {@code HEX} in upper case; the Java SDK uses the url-safe alphabet.
 */
final class LegacyToken {
    static final String PREFIX = "T1==";

    private LegacyToken() {}

    static String mint(
            Project project, SessionId sessionId, TokenOptions options, Instant now, RandomGenerator random) {
        StringBuilder data = new StringBuilder("session_id=")
                .append(encode(sessionId.value()))
                .append("&create_time=")
                .append(now.getEpochSecond())
                .append("&nonce=")
                .append(Long.toUnsignedString(random.nextLong()))
                .append("&role=")
                .append(options.role().claim())
                .append("&expire_time=")
                .append(now.plus(options.expires()).getEpochSecond());
        if (!options.data().isEmpty()) {
            data.append("&connection_data=").append(encode(options.data()));
        }
        data.append("&initial_layout_class_list=").append(encode(String.join(" ", options.initialLayoutClassList())));
        byte[] signature = Signatures.hmacSha1(project.secret(), data.toString().getBytes(UTF_8));
        String whole =
                "partner_id=" + project.apiKey() + "&sig=" + HexFormat.of().formatHex(signature) + ":" + data;
        return PREFIX + Base64.getEncoder().encodeToString(whole.getBytes(UTF_8));
    }

    static TokenCheck verify(Project project, String text, Instant now) {
        Optional<String> whole = decode(text.substring(PREFIX.length()));
        int colon = whole.map(it -> it.indexOf(':')).orElse(-1);
        if (whole.isEmpty() || colon < 0) {
            return TokenCheck.malformed("it is not of the form T1==");
        }
        Optional<Map<String, String>> unsigned = fields(whole.get().substring(0, colon));
        String signed = whole.get().substring(colon + 1);
        Optional<Map<String, String>> fields = fields(signed);
        if (unsigned.isEmpty() || fields.isEmpty()) {
            return TokenCheck.malformed("it is not of the form T1==");
        }
        if (!Integer.toString(project.apiKey()).equals(unsigned.get().get("partner_id"))) {
            return TokenCheck.wrongKey();
        }
        Optional<byte[]> signature = hex(unsigned.get().getOrDefault("sig", ""));
        if (signature.isEmpty()
                || !Signatures.same(Signatures.hmacSha1(project.secret(), signed.getBytes(UTF_8)), signature.get())) {
            return TokenCheck.badSignature();
        }
        return Token.check(project, new Claims(fields.get()), now);
    }

    private static Optional<String> decode(String base64) {
        int end = base64.length();
        while (end > 0 && base64.charAt(end - 1) == '=') {
            end--;
        }
        try {
            String standard = base64.substring(0, end).replace('-', '+').replace('_', '/');
            return Optional.of(new String(Base64.getDecoder().decode(standard), UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, String>> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.putIfAbsent(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
                } catch (IllegalArgumentException badEscape) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(fields);
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
