package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaServersTest {
    private static final MediaConfig LOCAL =
            MediaConfig.defaults().bindAddress(InetAddress.getLoopbackAddress()).port(0);

    @Test
    void whereItIsBoundIsAdvertised() {
        try (MediaServer server = MediaServers.start(LOCAL)) {
            assertThat(server.advertisedAddresses())
                    .singleElement()
                    .satisfies(address ->
                            assertThat(address.getAddress().isLoopbackAddress()).isTrue());
        }
    }

    @Test
    void whatIsConfiguredIsAdvertisedWithThePortInUse() {
        InetAddress outside = InetAddress.ofLiteral("203.0.113.7");
        try (MediaServer server = MediaServers.start(LOCAL.advertisedAddresses(List.of(outside)))) {
            InetSocketAddress advertised = server.advertisedAddresses().getFirst();
            assertThat(advertised.getAddress()).isEqualTo(outside);
            assertThat(advertised.getPort()).isPositive();
        }
    }

    @Test
    void theWildcardAddressIsNeverAdvertised() {
        try (MediaServer server = MediaServers.start(MediaConfig.defaults().port(0))) {
            assertThat(server.advertisedAddresses())
                    .isNotEmpty()
                    .noneMatch(address -> address.getAddress().isAnyLocalAddress());
        }
    }

    @Test
    void eachLoopHasAPortOfItsOwn() {
        try (MediaServer server = MediaServers.start(LOCAL.loops(3))) {
            assertThat(server.advertisedAddresses())
                    .extracting(InetSocketAddress::getPort)
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aTakenPortIsOneClearSentence() {
        try (MediaServer server = MediaServers.start(LOCAL)) {
            int taken = server.advertisedAddresses().getFirst().getPort();

            assertThatThrownBy(() -> MediaServers.start(LOCAL.port(taken)).close())
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining(String.valueOf(taken))
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aPeerBeyondTheLimitIsRefused() {
        try (MediaServer server = MediaServers.start(LOCAL.maximumPeers(1))) {
            var session = server.openSession();
            session.receive(new IgnoringReceiver()).toCompletableFuture().join();

            assertThatThrownBy(() -> session.receive(new IgnoringReceiver())
                            .toCompletableFuture()
                            .join())
                    .hasCauseInstanceOf(MediaException.class)
                    .hasMessageContaining("full");
        }
    }

    @Test
    void aWrongSettingSaysWhatToWrite() {
        assertThatThrownBy(() -> LOCAL.port(70_000)).hasMessageContaining("write 0 or a port up to 65535");
        assertThatThrownBy(() -> LOCAL.loops(0)).hasMessageContaining("write 1 to 64");
    }
}
