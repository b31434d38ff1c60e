package dev.roomjar.opentok;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tokens that are JSON Web Tokens (RFC 7519): HS256 with the API secret, and RS256 of the unified video API. Which key a
 * token is checked with is decided by the key's kind, never by the token alone, so that a public key can never serve as a
 * secret.
 */
final class JsonWebToken {
    private static final String SCOPE = "session.connect";
    private static final JsonMapper JSON = new JsonMapper();

    private JsonWebToken() {}

    static String mint(
            Project project, SessionId sessionId, TokenOptions options, Instant now, RandomGenerator random) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        long created = now.getEpochSecond();
        long expires = now.plus(options.expires()).getEpochSecond();
        ObjectNode claims = nodes.objectNode()
                .put("iss", Integer.toString(project.apiKey()))
                .put("ist", "project")
                .put("iat", created)
                .put("exp", expires)
                .put("session_id", sessionId.value())
                .put("create_time", created)
                .put("nonce", random.nextDouble())
                .put("role", options.role().claim())
                .put("expire_time", expires);
        if (!options.data().isEmpty()) {
            claims.put("connection_data", options.data());
        }
        claims.put("initial_layout_class_list", String.join(" ", options.initialLayoutClassList()))
                .put("scope", SCOPE);
        ObjectNode header = nodes.objectNode().put("alg", "HS256").put("typ", "JWT");
        String signed = encode(header) + "." + encode(claims);
        return signed + "." + base64(Signatures.hmacSha256(project.secret(), signed.getBytes(US_ASCII)));
    }

    static TokenCheck verify(Project project, String text, Instant now) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != 3) {
            return TokenCheck.malformed("it is neither a JWT nor of the form T1==");
        }
        Optional<ObjectNode> header = decode(parts.get(0));
        Optional<ObjectNode> body = decode(parts.get(1));
        Optional<byte[]> signature = bytes(parts.get(2));
        if (header.isEmpty() || body.isEmpty() || signature.isEmpty()) {
            return TokenCheck.malformed("it is not a JWT");
        }
        byte[] signed = (parts.get(0) + "." + parts.get(1)).getBytes(US_ASCII);
        Claims claims = claims(body.get());
        String algorithm = header.get().path("alg").asText();
        return switch (algorithm) {
            case "HS256" -> verifyProject(project, claims, signed, signature.get(), now);
            case "RS256" -> verifyApplication(project, claims, signed, signature.get(), now);
            // An unknown algorithm is data from the network, not a missing case.
            default -> TokenCheck.malformed("its algorithm is neither HS256 nor RS256");
        };
    }

    private static TokenCheck verifyProject(
            Project project, Claims claims, byte[] signed, byte[] signature, Instant now) {
        if (!claims.text("iss").map(Integer.toString(project.apiKey())::equals).orElse(false)) {
            return TokenCheck.wrongKey();
        }
        if (!Signatures.same(Signatures.hmacSha256(project.secret(), signed), signature)) {
            return TokenCheck.badSignature();
        }
        return checkScope(project, claims, now);
    }

    private static TokenCheck verifyApplication(
            Project project, Claims claims, byte[] signed, byte[] signature, Instant now) {
        Application application = project.application();
        if (application == null
                || !claims.text("application_id").map(application.id()::equals).orElse(false)) {
            return TokenCheck.wrongKey();
        }
        if (!Signatures.isRs256(application.key(), signed, signature)) {
            return TokenCheck.badSignature();
        }
        return checkScope(project, claims, now);
    }

    /** The token that authorises a REST call is signed with the same secret; its scope tells them apart. */
    private static TokenCheck checkScope(Project project, Claims claims, Instant now) {
        boolean connects = claims.text("scope")
                .map(words -> List.of(words.split(" ", -1)).contains(SCOPE))
                .orElse(true);
        return connects ? Token.check(project, claims, now) : TokenCheck.malformed("its scope is not " + SCOPE);
    }

    private static Claims claims(ObjectNode body) {
        Map<String, String> fields = new HashMap<>();
        body.properties().forEach(property -> {
            JsonNode value = property.getValue();
            if (value.isTextual()) {
                fields.put(property.getKey(), value.textValue());
            } else if (value.isNumber() && value.canConvertToLong()) {
                fields.put(property.getKey(), Long.toString(value.longValue()));
            }
        });
        return new Claims(fields);
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
