package dev.roomjar.media.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.ReceiverListener.Mids;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.media.net.Protocols;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("browser")
@EnabledIf(value = "isChromiumInstalled", disabledReason = "Chromium is not installed")
class ChromiumCallTest {
    private static Chromium chromium;
    private static MediaServer server;

    static boolean isChromiumInstalled() {
        return Chromium.isInstalled();
    }

    @BeforeAll
    static void start() throws Exception {
        server = MediaServers.start(MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"video/VP8", "video/H264", "video/VP9", "video/AV1"})
    void aPageDecodesWhatAnotherPublishes(String mimeType) throws Exception {
        MediaSession session = server.openSession();
        BrowserEnd publisher = new BrowserEnd(chromium.page());
        BrowserEnd receiver = new BrowserEnd(chromium.page());

        Publication publication = publisher.publish(session, mimeType);
        Mids mids = receiver.subscribe(session, publication);

        assertThat(receiver.await(
                        () -> receiver.figures("receiver", mids.videoMid()).frames() > 20))
                .as("more than 20 frames decoded: %s", receiver.figures("receiver", mids.videoMid()))
                .isTrue();
        assertThat(receiver.await(
                        () -> receiver.figures("receiver", mids.audioMid()).packets() > 50))
                .as("more than 50 audio packets: %s", receiver.figures("receiver", mids.audioMid()))
                .isTrue();
        assertThat(receiver.await(
                        () -> receiver.figures("receiver", mids.audioMid()).energy() > 0))
                .as("the fake microphone's beeps are heard")
                .isTrue();
        assertThat(receiver.figures("receiver", mids.videoMid()).codec()).isEqualTo(mimeType);
        assertThat(publisher.publisherState).isEqualTo(PeerState.CONNECTED);
        assertThat(receiver.receiverState).isEqualTo(PeerState.CONNECTED);
        session.close();
    }

    @Test
    void twoPagesSeeEachOther() throws Exception {
        MediaSession session = server.openSession();
        BrowserEnd one = new BrowserEnd(chromium.page());
        BrowserEnd other = new BrowserEnd(chromium.page());

        Publication first = one.publish(session, "");
        Publication second = other.publish(session, "");
        Mids firstSeen = other.subscribe(session, first);
        Mids secondSeen = one.subscribe(session, second);

        assertThat(other.await(
                        () -> other.figures("receiver", firstSeen.videoMid()).frames() > 20))
                .isTrue();
        assertThat(one.await(
                        () -> one.figures("receiver", secondSeen.videoMid()).frames() > 20))
                .isTrue();
        session.close();
    }

    @Test
    void aCallGoesByTcpWhereUdpIsOfNoUse() throws Exception {
        MediaConfig config = MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .reach(Reach.DEFAULT.protocols(Protocols.TCP));
        try (MediaServer tcpServer = MediaServers.start(config)) {
            MediaSession session = tcpServer.openSession();
            BrowserEnd publisher = new BrowserEnd(chromium.page());
            BrowserEnd receiver = new BrowserEnd(chromium.page());

            Publication publication = publisher.publish(session, "video/VP8");
            Mids mids = receiver.subscribe(session, publication);

            assertThat(receiver.await(
                            () -> receiver.figures("receiver", mids.videoMid()).frames() > 40))
                    .as("more than 40 frames decoded: %s", receiver.figures("receiver", mids.videoMid()))
                    .isTrue();
            assertThat(receiver.await(
                            () -> receiver.figures("receiver", mids.audioMid()).packets() > 50))
                    .isTrue();
            assertThat(publisher.protocol("publisher")).startsWith("tcp");
            assertThat(receiver.protocol("receiver")).startsWith("tcp");
            assertThat(tcpServer.count(MediaCounter.SENT_PACKETS)).as("by UDP").isZero();
            session.close();
        }
    }

    @Test
    void udpIsPreferredWhereBothWork() throws Exception {
        MediaSession session = server.openSession();
        BrowserEnd publisher = new BrowserEnd(chromium.page());

        publisher.publish(session, "");

        assertThat(publisher.await(() -> publisher.protocol("publisher").equals("udp")))
                .as("speaks %s", publisher.protocol("publisher"))
                .isTrue();
        session.close();
    }

    @Test
    void anIceRestartKeepsTheVideoGoing() throws Exception {
        MediaSession session = server.openSession();
        BrowserEnd publisher = new BrowserEnd(chromium.page());
        BrowserEnd receiver = new BrowserEnd(chromium.page());
        Publication publication = publisher.publish(session, "");
        Mids mids = receiver.subscribe(session, publication);
        assertThat(receiver.await(
                        () -> receiver.figures("receiver", mids.videoMid()).frames() > 10))
                .isTrue();

        publisher.restartPublisher(publication);

        long before = receiver.figures("receiver", mids.videoMid()).frames();
        assertThat(receiver.await(
                        () -> receiver.figures("receiver", mids.videoMid()).frames() > before + 20))
                .isTrue();
        session.close();
    }
}
