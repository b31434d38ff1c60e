package dev.roomjar.media.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.Publication;
import dev.roomjar.media.ReceiverListener.Mids;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.media.net.Reach;
import dev.roomjar.media.net.TurnConfig;
import dev.roomjar.media.net.TurnListener;
import dev.roomjar.media.turn.TurnCredentials;
import dev.roomjar.media.turn.TurnSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of pages that may use nothing but a relay. */
@Tag("browser")
@EnabledIf(value = "isChromiumInstalled", disabledReason = "Chromium is not installed")
class ChromiumTurnTest {
    private static final String SECRET = "west";
    private static Chromium chromium;

    static boolean isChromiumInstalled() {
        return Chromium.isInstalled();
    }

    @BeforeAll
    static void start() throws Exception {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void closePages() {
        chromium.closePages();
    }

    @ParameterizedTest
    @CsvSource({"udp, 127.0.0.1, ''", "tcp, 127.0.0.1, ''", "udp, 0.0.0.0, 203.0.113.7", "tcp, 0.0.0.0, ''"})
    void aCallGoesThroughTheRelayAlone(String transport, String bind, String publicAddress) throws Exception {
        InetAddress bound = InetAddress.getByName(bind);
        List<InetSocketAddress> advertised =
                publicAddress.isEmpty() ? List.of() : List.of(new InetSocketAddress(publicAddress, 0));
        MediaConfig media =
                MediaConfig.defaults().bindAddress(bound).port(0).reach(Reach.DEFAULT.advertised(advertised));
        try (MediaServer server = MediaServers.start(media);
                TurnListener turn = TurnListener.start(TurnConfig.of(bound, 0, TurnSettings.defaults(SECRET)), server);
                MediaSession session = server.openSession()) {
            Map<String, ?> relayOnly = configuration("turn:127.0.0.1:" + turn.port() + "?transport=" + transport);
            BrowserEnd publisher = new BrowserEnd(chromium.page());
            BrowserEnd receiver = new BrowserEnd(chromium.page());
            publisher.configure(relayOnly);
            receiver.configure(relayOnly);

            Publication publication = publisher.publish(session, "");
            Mids mids = receiver.subscribe(session, publication);

            assertThat(receiver.await(
                            () -> receiver.figures("receiver", mids.videoMid()).frames() > 20))
                    .as(
                            "more than 20 frames decoded: %s, allocations %s, relayed %s, refused %s",
                            receiver.figures("receiver", mids.videoMid()),
                            turn.count(MediaCounter.TURN_ALLOCATIONS_OPENED),
                            turn.count(MediaCounter.TURN_RELAYED_PACKETS),
                            turn.count(MediaCounter.TURN_REFUSED))
                    .isTrue();
            // A relay whose public address is not this machine's own shows as peer-reflexive, still by that protocol.
            String type = publicAddress.isEmpty() ? "relay " : "prflx ";
            assertThat(publisher.route("publisher")).isEqualTo(type + transport);
            assertThat(receiver.route("receiver")).isEqualTo(type + transport);
            assertThat(turn.count(MediaCounter.TURN_RELAYED_PACKETS)).isGreaterThan(100);
            assertThat(turn.count(MediaCounter.TURN_DISCARDED_NOT_PERMITTED)).isZero();
        }
    }

    private static Map<String, ?> configuration(String url) {
        TurnCredentials credentials =
                TurnCredentials.expiring(SECRET, "page", Instant.now().plusSeconds(600));
        return Map.of(
                "iceTransportPolicy",
                "relay",
                "iceServers",
                List.of(Map.of("urls", url, "username", credentials.username(), "credential", credentials.password())));
    }
}
