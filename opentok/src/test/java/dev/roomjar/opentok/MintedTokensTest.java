package dev.roomjar.opentok;

import static dev.roomjar.opentok.Fixtures.NODE_TIME;
import static dev.roomjar.opentok.Fixtures.PROJECT;
import static dev.roomjar.opentok.Fixtures.SESSION;
import static dev.roomjar.opentok.Fixtures.accepted;
import static dev.roomjar.opentok.Fixtures.random;
import static dev.roomjar.opentok.Fixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MintedTokensTest {
    private static final TokenOptions OPTIONS =
            new TokenOptions(Role.MODERATOR, Duration.ofHours(2), "name=Zoë & co + 100%", List.of("focus", "wide"));

    @Test
    void aMintedTokenIsReadAsWhatItGrants() {
        for (String minted : List.of(
                Token.mint(PROJECT, SESSION, OPTIONS, NODE_TIME, random()),
                Token.mintLegacy(PROJECT, SESSION, OPTIONS, NODE_TIME, random()))) {
            assertThat(accepted(PROJECT, minted, NODE_TIME))
                    .isEqualTo(new Token(
                            SESSION,
                            Role.MODERATOR,
                            "name=Zoë & co + 100%",
                            List.of("focus", "wide"),
                            NODE_TIME.plus(Duration.ofHours(2))));
        }
    }

    @Test
    void aMintedJwtHasTheFieldsOfTheNodeSdkInItsOrder() throws IOException {
        String minted = Token.mint(PROJECT, SESSION, OPTIONS, NODE_TIME, random());
        assertThat(part(minted, 0)).isEqualTo(part(token("node-jwt"), 0));
        assertThat(names(part(minted, 1))).isEqualTo(names(part(token("node-jwt"), 1)));
    }

    @Test
    void aSessionOfAnotherKeyGetsNoToken() {
        SessionId foreign = SessionId.mint(new Project(1, PROJECT.secret()), NODE_TIME, random());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Token.mint(PROJECT, foreign, OPTIONS, NODE_TIME, random()))
                .withMessageContaining("belongs to 1, not to API key 12345678");
    }

    @Test
    void whatATokenCannotGrantIsRefusedWhenAskedFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenOptions(Role.PUBLISHER, Duration.ofDays(31), ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenOptions(Role.PUBLISHER, Duration.ZERO, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenOptions(Role.PUBLISHER, Duration.ofDays(1), "x".repeat(1001)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenOptions(Role.PUBLISHER, Duration.ofDays(1), "", List.of("two words")));
    }

    private static JsonNode part(String jwt, int index) throws IOException {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
