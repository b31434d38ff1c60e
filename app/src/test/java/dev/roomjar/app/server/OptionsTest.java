package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Protocols;
import dev.roomjar.media.net.Reach;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a setting comes from, and what is said when it is wrong there. */
class OptionsTest {

    private Path file;

    @BeforeEach
    void placeForAConfigFile(@TempDir Path folder) {
        file = folder.resolve("roomjar.conf");
    }

    @Test
    void withoutAnySettingTheDefaultsHold() {
        Settings settings = settings(Map.of());

        assertThat(settings.host().getHostAddress()).isEqualTo("0.0.0.0");
        assertThat(settings.port()).isEqualTo(4000);
        assertThat(settings.httpsPort()).isEqualTo(4001);
        assertThat(settings.mediaPort()).isEqualTo(4002);
        assertThat(settings.reach()).isEqualTo(Reach.DEFAULT);
        assertThat(settings.bandwidth()).isEqualTo(BandwidthLimits.DEFAULT);
        assertThat(settings.voices()).isEqualTo(MediaSession.AUDIBLE_AT_ONCE);
        assertThat(settings.data()).isEqualTo(DataFolder.usual());
        assertThat(settings.templates()).isNull();
    }

    @Test
    void aFlagWinsOverTheEnvironmentWhichWinsOverTheFileWhichWinsOverTheDefault() throws IOException {
        configure("port = 1001\nhttps-port = 1002\nmedia-port = 1003\n");
        Map<String, String> environment = Map.of("ROOMJAR_PORT", "2001", "ROOMJAR_HTTPS_PORT", "2002");

        Settings settings = settings(environment, "--config", file.toString(), "--port", "3001");

        assertThat(settings.port()).isEqualTo(3001);
        assertThat(settings.httpsPort()).isEqualTo(2002);
        assertThat(settings.mediaPort()).isEqualTo(1003);
        assertThat(settings.limits().people()).isEqualTo(50);
    }

    @Test
    void theFileMaySetEverything() throws IOException {
        configure("""
                # Behind NAT
                host = 127.0.0.1
                media-address = 192.0.2.1,2001:db8::1,192.0.2.2:5000,[2001:db8::2]:5001
                stun-server = stun.example.com
                media-protocols = udp
                data = /srv/roomjar
                max-rooms = 3
                max-people = 4
                """);

        Settings settings = settings(Map.of("ROOMJAR_CONFIG", file.toString()));

        assertThat(settings.host().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.reach().advertised())
                .extracting(address -> LocalAddresses.inUrl(address.getAddress()) + ":" + address.getPort())
                .containsExactly(
                        "192.0.2.1:0", "[2001:db8:0:0:0:0:0:1]:0", "192.0.2.2:5000", "[2001:db8:0:0:0:0:0:2]:5001");
        assertThat(settings.reach().stunServer())
                .isEqualTo(InetSocketAddress.createUnresolved("stun.example.com", 3478));
        assertThat(settings.reach().protocols()).isEqualTo(Protocols.UDP);
        assertThat(settings.data()).isEqualTo(Path.of("/srv/roomjar"));
        assertThat(settings.limits().rooms()).isEqualTo(3);
        assertThat(settings.limits().people()).isEqualTo(4);
    }

    @Test
    void aWrongValueIsSaidWhereItStands() throws IOException {
        configure("max-people = none\n");

        assertThatThrownBy(() -> settings(Map.of(), "--port", "70000"))
                .hasMessage("Invalid value for option '--port': \"70000\" is not a number from 0 to 65535;"
                        + " ./roomjar --help lists all options.");
        assertThatThrownBy(() -> settings(Map.of("ROOMJAR_PORT", "http")))
                .hasMessageContaining(
                        "\"http\" is not a number from 0 to 65535" + " (from the environment variable ROOMJAR_PORT);");
        assertThatThrownBy(() -> settings(Map.of(), "--config", file.toString()))
                .hasMessageContaining("\"none\" is not a number from 1 to 100000 (from the config file " + file + ");");
    }

    @Test
    void whatABrowserIsSentHasBounds() throws IOException {
        configure("start-bitrate = 300\nmax-voices = 4\n");
        Map<String, String> environment = Map.of("ROOMJAR_MAX_BITRATE", "5000");

        Settings settings = settings(environment, "--config", file.toString());

        assertThat(settings.bandwidth().start()).isEqualTo(300_000);
        assertThat(settings.bandwidth().maximum()).isEqualTo(5_000_000);
        assertThat(settings.voices()).isEqualTo(4);
    }

    @Test
    void boundsThatMakeNoSenseAreSaid() {
        assertThatThrownBy(() -> settings(Map.of(), "--max-bitrate", "500"))
                .isInstanceOf(UserError.class)
                .hasMessage("The setting start-bitrate (600 kbit/s) is above max-bitrate (500 kbit/s): lower the one or"
                        + " raise the other.");
        assertThatThrownBy(() -> settings(Map.of(), "--start-bitrate", "39"))
                .hasMessageContaining("\"39\" is not a number from 40 to 1000000");
        assertThatThrownBy(() -> settings(Map.of("ROOMJAR_MAX_VOICES", "0")))
                .hasMessageContaining("\"0\" is not a number from 1 to 100000");
    }

    @Test
    void roomsThatAreThereForGoodAreListed() throws IOException {
        configure("rooms = Kitchen, Class 5b : waiting, Staff:hidden:password=Pear=1\n");

        assertThat(settings(Map.of(), "--config", file.toString()).rooms())
                .isEqualTo(Map.of(
                        Name.of("Kitchen"),
                        Opening.PUBLIC,
                        Name.of("Class 5b"),
                        new Opening(true, true, ""),
                        Name.of("Staff"),
                        new Opening(false, false, "Pear=1")));
        assertThat(settings(Map.of("ROOMJAR_ROOMS", "")).rooms()).isEmpty();
    }

    @Test
    void roomsThatMakeNoSenseAreSaid() {
        assertThatThrownBy(() -> settings(Map.of(), "--rooms", "Kitchen,,Garden"))
                .hasMessageContaining("\"\" cannot be the name of a room")
                .hasMessageContaining("Kitchen, Class 5b:waiting, Staff:hidden:password=pear");
        assertThatThrownBy(() -> settings(Map.of(), "--rooms", "Kitchen,KITCHEN"))
                .hasMessageContaining("the room \"KITCHEN\" is there twice");
        assertThatThrownBy(() -> settings(Map.of(), "--rooms", "Kitchen:pasword=pear"))
                .hasMessageContaining("after the room \"Kitchen\" comes what is none of hidden, waiting and password=…")
                .hasMessageNotContaining("=pear");
    }

    @Test
    void aHostNameOfTheMediaAddressIsLookedUp() {
        Settings settings = settings(Map.of("ROOMJAR_MEDIA_ADDRESS", "localhost:5002"));

        assertThat(settings.reach().advertised())
                .isNotEmpty()
                .allMatch(address -> address.getAddress().isLoopbackAddress() && address.getPort() == 5002);
    }

    @Test
    void anAddressThatNobodyCanSendToIsNotPassedOver() {
        assertThatThrownBy(() -> settings(Map.of(), "--media-address", "0.0.0.0"))
                .hasMessageContaining("is no address that a browser can send to");
        assertThatThrownBy(() -> settings(Map.of(), "--media-address", "192.0.2.1:99999"))
                .hasMessageContaining("has a port that is not from 1 to 65535");
        assertThatThrownBy(() -> settings(Map.of(), "--media-address", "http://192.0.2.1/"))
                .hasMessageContaining("write 203.0.113.7, meet.example.com, 203.0.113.7:4002 or [2001:db8::7]:4002");
        assertThatThrownBy(() -> settings(Map.of(), "--media-protocols", "sctp"))
                .hasMessageContaining("\"sctp\" is none of udp,tcp, udp and tcp");
    }

    @Test
    void originsOfFramesAreListed() throws IOException {
        configure("embed-origins = https://school.example,http://localhost:8080/\n");

        assertThat(settings(Map.of(), "--config", file.toString()).embedding().origins())
                .containsExactly("https://school.example", "http://localhost:8080");
        assertThat(settings(Map.of("ROOMJAR_EMBED_ORIGINS", "*")).embedding().on())
                .isTrue();
        assertThat(settings(Map.of()).embedding().on()).isFalse();
        assertThatThrownBy(() -> settings(Map.of(), "--embed-origins", "school.example"))
                .hasMessageContaining("\"school.example\" is no origin; write https://school.example");
        assertThatThrownBy(() -> settings(Map.of(), "--embed-origins", "*,https://school.example"))
                .hasMessageContaining("The setting embed-origins: \"*\" lets every site in");
    }

    @Test
    void keysOfSignOnAreReadAndChecked(@TempDir Path keys) throws IOException {
        Path secret = keys.resolve("secret");
        Files.writeString(secret, "x".repeat(32) + "\n");

        assertThat(settings(Map.of("ROOMJAR_SSO_SECRET_FILE", secret.toString(), "ROOMJAR_SSO_REQUIRED", "true"))
                        .limits()
                        .invitedOnly())
                .isTrue();
        assertThat(settings(Map.of()).signOn().keys()).isEmpty();
        assertThatThrownBy(() -> settings(Map.of(), "--sso-required")).hasMessageContaining("needs a key");
        assertThatThrownBy(() -> settings(Map.of("ROOMJAR_SSO_SECRET", "short")))
                .hasMessageContaining("The setting sso-secret cannot be used")
                .hasMessageContaining("at least 32 bytes");
        assertThatThrownBy(() -> settings(Map.of(), "--sso-public-key", secret.toString()))
                .hasMessageContaining("has no line -----BEGIN PUBLIC KEY-----");
        Files.writeString(secret, "-----BEGIN PRIVATE KEY-----\n");
        assertThatThrownBy(() -> settings(Map.of(), "--sso-public-key", secret.toString()))
                .hasMessageContaining("has a private key in it");
    }

    @Test
    void anUnknownSettingOfTheFileIsNotPassedOver() throws IOException {
        configure("prot = 80\n");

        assertThatThrownBy(() -> settings(Map.of(), "--config", file.toString()))
                .isInstanceOf(UserError.class)
                .hasMessage("The config file " + file
                        + " has an unknown setting \"prot\"; ./roomjar --help lists them all.");
    }

    @Test
    void aFileThatIsNotThereIsNotPassedOver() {
        assertThatThrownBy(() -> settings(Map.of(), "--config", file.toString()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot read the config file " + file);
    }

    private void configure(String lines) throws IOException {
        Files.writeString(file, lines);
    }

    private static Settings settings(Map<String, String> environment, String... arguments) {
        Options options = OptionSources.read(environment, arguments).getCommand();
        return options.settings();
    }
}
