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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("browser")
class ChromiumCallTest {
    private static BrowserStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = BrowserStage.start();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @AfterEach
    void closePages() {
        stage.closePages();
    }

    @ParameterizedTest
    @ValueSource(strings = {"video/VP8", "video/H264", "video/VP9", "video/AV1"})
    void aPageDecodesWhatAnotherPublishes(String mimeType) throws Exception {
        MediaSession session = stage.openSession();
        BrowserEnd publisher = stage.page();
        BrowserEnd receiver = stage.page();

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
        MediaSession session = stage.openSession();
        BrowserEnd one = stage.page();
        BrowserEnd other = stage.page();

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
        MediaConfig config = BrowserStage.config().reach(Reach.DEFAULT.protocols(Protocols.TCP));
        try (MediaServer tcpServer = MediaServers.start(config)) {
            MediaSession session = tcpServer.openSession();
            BrowserEnd publisher = stage.page();
            BrowserEnd receiver = stage.page();

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
        MediaSession session = stage.openSession();
        BrowserEnd publisher = stage.page();

        publisher.publish(session, "");

        assertThat(publisher.await(() -> publisher.protocol("publisher").equals("udp")))
                .as("speaks %s", publisher.protocol("publisher"))
                .isTrue();
        session.close();
    }

    @Test
    void anIceRestartKeepsTheVideoGoing() throws Exception {
        MediaSession session = stage.openSession();
        BrowserEnd publisher = stage.page();
        BrowserEnd receiver = stage.page();
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
