package dev.roomjar.opentok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Tokens that are JSON Web Tokens (RFC 7519): HS256 with the API secret, and RS256 of the unified video API. Which key a
 * token is checked with is decided by the key's kind, never by the token alone, so that a public key can never serve as a
 * secret.
 */
final class JsonWebToken {
    static final String SCOPE = "session.connect";

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
        return Jws.sign(project, claims);
    }

    static TokenCheck verify(Project project, String text, Instant now) {
        Jws token = Jws.parse(text).orElse(null);
        if (token == null) {
            return TokenCheck.malformed("it is neither a JWT nor of the form T1==");
        }
        return switch (token.algorithm()) {
            case "HS256" -> verifyProject(project, token, now);
            case "RS256" -> verifyApplication(project, token, now);
            // An unknown algorithm is data from the network, not a missing case.
            default -> TokenCheck.malformed("its algorithm is neither HS256 nor RS256");
        };
    }

    private static TokenCheck verifyProject(Project project, Jws token, Instant now) {
        Claims claims = claims(token.claims());
        if (!claims.text("iss").map(Integer.toString(project.apiKey())::equals).orElse(false)) {
            return TokenCheck.wrongKey();
        }
        if (!token.isSignedBy(project)) {
            return TokenCheck.badSignature();
        }
        return checkScope(project, claims, now);
    }

    private static TokenCheck verifyApplication(Project project, Jws token, Instant now) {
        Claims claims = claims(token.claims());
        Application application = project.application();
        if (application == null
                || !claims.text("application_id").map(application.id()::equals).orElse(false)) {
            return TokenCheck.wrongKey();
        }
        if (!Signatures.isRs256(application.key(), token.signed(), token.signature())) {
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
}
