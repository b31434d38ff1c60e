package dev.roomjar.opentok;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Signed claims in compact form (RFC 7515 §3.1): three parts of url-safe base64 with points between them.
 *
 * @param algorithm as the token says, which nothing may be decided by alone
 * @param signed the bytes that the signature is over
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
record Jws(String algorithm, ObjectNode claims, byte[] signed, byte[] signature) {
    /** Of two members of one name it is not clear which counts (RFC 8725 §2.5): refused. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Signs claims with a project's secret (HS256). */
    static String sign(Project project, ObjectNode claims) {
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", "HS256").put("typ", "JWT");
        String signed = encode(header) + "." + encode(claims);
        return signed + "." + base64(Signatures.hmacSha256(project.secret(), signed.getBytes(US_ASCII)));
    }

    /** Reads a text without looking at its signature; empty where it is not of that form. */
    static Optional<Jws> parse(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != 3) {
            return Optional.empty();
        }
        Optional<ObjectNode> header = decode(parts.get(0));
        Optional<ObjectNode> body = decode(parts.get(1));
        Optional<byte[]> signature = bytes(parts.get(2));
        if (header.isEmpty() || body.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        if (header.get().has("crit")) {
            // Extensions that must be understood (RFC 7515 §4.1.11): there are none that we do.
            return Optional.empty();
        }
        byte[] signed = (parts.get(0) + "." + parts.get(1)).getBytes(US_ASCII);
        return Optional.of(new Jws(header.get().path("alg").asText(), body.get(), signed, signature.get()));
    }

    /** Whether the project's secret made the signature; takes the same time whatever it is. */
    boolean isSignedBy(Project project) {
        return Signatures.same(Signatures.hmacSha256(project.secret(), signed), signature);
    }

    /** Whether the key made the signature, in the one way that keys of its kind are used. */
    boolean isSignedBy(VerificationKey key) {
        return algorithm.equals(key.algorithm()) && key.verifies(signed, signature);
    }

    @Override
    public String toString() {
        return "Jws[" + algorithm + "]";
    }

    private static String encode(ObjectNode node) {
        try {
            return base64(JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree of texts and numbers could not be written", impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<ObjectNode> decode(String part) {
        return bytes(part).flatMap(json -> {
            try {
                return JSON.readTree(json) instanceof ObjectNode node ? Optional.of(node) : Optional.empty();
            } catch (IOException notJson) {
                return Optional.empty();
            }
        });
    }

    private static Optional<byte[]> bytes(String part) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
