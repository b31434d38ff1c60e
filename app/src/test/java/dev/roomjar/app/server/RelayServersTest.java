package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.turn.TurnCredentials;
import dev.roomjar.opentok.signalling.IceServer;
import dev.roomjar.opentok.signalling.IceServers;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told about TURN servers. */
class RelayServersTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_000_000);
    private static final List<InetSocketAddress> MEDIA =
            List.of(new InetSocketAddress("192.0.2.2", 4002), new InetSocketAddress("2001:db8::2", 4002));

    @ParameterizedTest
    @CsvSource({
        "rooms.example.org, rooms.example.org",
        "198.51.100.1, 198.51.100.1",
        "2001:db8::9, [2001:db8::9]",
        "[2001:db8::9], [2001:db8::9]",
        "localhost, 192.0.2.2",
        "127.0.0.1, 192.0.2.2",
        "::1, 192.0.2.2",
        "'a b', 192.0.2.2",
        "'x?transport=udp', 192.0.2.2",
        ", 192.0.2.2"
    })
    void theBuiltInOneIsWhereThePageIs(String page, String expected) {
        IceServers servers = RelayServers.embedded(4003, false, "s", List.of(), () -> MEDIA, () -> NOW);

        assertThat(servers.forClient("me", page).getFirst().urls())
                .containsExactly(
                        "turn:" + expected + ":4003?transport=udp", "turn:" + expected + ":4003?transport=tcp");
    }

    @Test
    void anAddressThatWasSetWins() {
        List<InetSocketAddress> fixed = List.of(new InetSocketAddress("203.0.113.7", 4002));
        IceServers servers = RelayServers.embedded(4003, true, "s", fixed, () -> MEDIA, () -> NOW);

        assertThat(servers.forClient("me", "rooms.example.org").getFirst().urls())
                .containsExactly(
                        "turn:203.0.113.7:4003?transport=udp",
                        "turn:203.0.113.7:4003?transport=tcp",
                        "turns:rooms.example.org:4003?transport=tcp");
    }

    @Test
    void credentialsAreTheClientsOwnAndExpireInADay() {
        IceServers servers = RelayServers.embedded(4003, false, "s", List.of(), () -> MEDIA, () -> NOW);

        IceServer server = servers.forClient("me", "localhost").getFirst();
        TurnCredentials expected = TurnCredentials.expiring("s", "me", NOW.plusSeconds(86_400));
        assertThat(server.username()).isEqualTo("1086400:me").isEqualTo(expected.username());
        assertThat(server.credential()).isEqualTo(expected.password());
        assertThat(server.toString()).doesNotContain(server.credential());
    }

    @Test
    void anExternalOneIsGivenAsItIs() {
        List<String> urls = List.of("turn:turn.example.org");
        TurnCredentials expected = TurnCredentials.expiring("s", "me", NOW.plusSeconds(86_400));

        assertThat(external(urls, new Turn.SharedSecret("s")))
                .isEqualTo(new IceServer(urls, expected.username(), expected.password()));
        assertThat(external(urls, new Turn.User("u", "p"))).isEqualTo(new IceServer(urls, "u", "p"));
        assertThat(external(urls, new Turn.Nothing())).isEqualTo(new IceServer(urls, "", ""));
    }

    private static IceServer external(List<String> urls, Turn.Login login) {
        return RelayServers.external(new Turn.External(urls, login), () -> NOW)
                .forClient("me", null)
                .getFirst();
    }
}
