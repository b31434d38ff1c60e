package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which TURN server the settings mean, and what is said when they mean none. */
class TurnOptionsTest {

    private static final String SERVER = "turn:turn.example.org:3478?transport=tcp";

    @Test
    void theBuiltInOneServesUnlessToldOtherwise() {
        assertThat(turn(Map.of())).isEqualTo(new Turn.Embedded(4003, null));
        assertThat(turn(Map.of("ROOMJAR_TURN_PORT", "443"))).isEqualTo(new Turn.Embedded(443, null));
        assertThat(turn(Map.of(), "--turn-port", "off")).isEqualTo(new Turn.Off());
    }

    @Test
    void aWrongPortIsSaid() {
        assertThatThrownBy(() -> turn(Map.of(), "--turn-port", "of"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("\"of\" is not a number from 0 to 65535, and not \"off\"");
    }

    @Test
    void anExternalOneIsUsedInstead() {
        assertThat(turn(Map.of("ROOMJAR_TURN_SECRET", "s3cret"), "--turn-server", SERVER + ",turns:[2001:db8::1]:5349"))
                .isInstanceOfSatisfying(Turn.External.class, external -> {
                    assertThat(external.urls()).containsExactly(SERVER, "turns:[2001:db8::1]:5349");
                    assertThat(external.login()).isEqualTo(new Turn.SharedSecret("s3cret"));
                    assertThat(external.toString()).doesNotContain("s3cret");
                });
        assertThat(turn(Map.of(), "--turn-server", SERVER, "--turn-user", "u", "--turn-password", "p4ss"))
                .isInstanceOfSatisfying(Turn.External.class, external -> {
                    assertThat(external.login()).isEqualTo(new Turn.User("u", "p4ss"));
                    assertThat(external.toString()).doesNotContain("p4ss");
                });
        assertThat(turn(Map.of(), "--turn-server", "stun:stun.example.org"))
                .isInstanceOfSatisfying(
                        Turn.External.class,
                        external -> assertThat(external.login()).isEqualTo(new Turn.Nothing()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn.example.org", "turn:", "turn:a b", "http://a", "turn:a?transport=sctp", "stun:a?x"})
    void aServerThatBrowsersWouldRefuseIsSaid(String url) {
        assertThatThrownBy(() -> turn(Map.of(), "--turn-server", url, "--turn-secret", "s3cret"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("\"" + url + "\" is no TURN server; write it like turn:")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anExternalOneNeedsAWayToLogIn() {
        assertThatThrownBy(() -> turn(Map.of(), "--turn-server", SERVER)).hasMessageContaining("turn-secret");
        assertThatThrownBy(() -> turn(Map.of(), "--turn-server", SERVER, "--turn-user", "u"))
                .hasMessageContaining("turn-password");
        assertThatThrownBy(() -> turn(Map.of("ROOMJAR_TURN_SECRET", "s3cret")))
                .hasMessageContaining("--turn-server URL")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aCertificateComesWithItsKey(@TempDir Path folder) throws IOException {
        Path chain = Files.createFile(folder.resolve("chain.pem"));
        Path key = folder.resolve("key.pem");

        assertThatThrownBy(() -> turn(Map.of(), "--turn-certificate", chain.toString()))
                .hasMessageContaining("go together");
        assertThatThrownBy(() -> turn(Map.of(), "--turn-certificate", chain.toString(), "--turn-key", key.toString()))
                .hasMessageContaining("Cannot read " + key);
        Files.createFile(key);
        assertThat(turn(Map.of(), "--turn-certificate", chain.toString(), "--turn-key", key.toString()))
                .isEqualTo(new Turn.Embedded(4003, new Turn.Certificate(chain, key)));
    }

    private static Turn turn(Map<String, String> environment, String... arguments) {
        Options options = OptionSources.read(environment, arguments).getCommand();
        return options.settings().turn();
    }
}
