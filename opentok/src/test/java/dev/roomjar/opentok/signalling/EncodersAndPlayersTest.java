package dev.roomjar.opentok.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.PeerState;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.live.ConnectRequest;
import dev.roomjar.opentok.live.Egress;
import dev.roomjar.opentok.live.Ingest;
import dev.roomjar.opentok.live.RequestRefused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What publishes and watches without our signalling, beside clients that speak it. */
class EncodersAndPlayersTest {
    private static final Ingest.Description BOTH = new Ingest.Description("Encoder", "camera", true, true);

    private final TestServer server = new TestServer();
    private final String session = server.openTok.createSession();
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void close() {
        server.close();
    }

    private CompletionStage<Ingest> ingest(Role role, String offer) {
        String key = Integer.toString(TestServer.PROJECT.apiKey());
        ConnectRequest connect = new ConnectRequest(1, key, session, server.token(session, role, "seat"), null);
        return server.openTok.sessions().ingest(connect, BOTH, offer, ended::countDown);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anEncodersStreamIsAStreamLikeAnyOther() throws Exception {
        TestClient page = server.connected(session, Role.SUBSCRIBER, "page");

        Ingest encoder = get(ingest(Role.PUBLISHER, "offer"));

        assertThat(encoder.answer()).isEqualTo("answer to offer");
        assertThat(page.await("streamCreated").at("/stream/streamId").asText()).isEqualTo(encoder.streamId());
        assertThat(server.openTok.stream(session, encoder.streamId()))
                .get()
                .satisfies(stream -> assertThat(stream.connectionData()).isEqualTo("seat"));

        encoder.close();
        assertThat(page.await("streamDestroyed").path("streamId").asText()).isEqualTo(encoder.streamId());
        page.await("connectionDestroyed");
        assertThat(ended.getCount()).as("whoever closes need not be told").isOne();
    }

    @Test
    void aLaterOfferIsAnswered() throws Exception {
        Ingest encoder = get(ingest(Role.PUBLISHER, "offer"));

        assertThat(get(encoder.renegotiate("restart"))).isEqualTo("answer to restart");
    }

    @Test
    void anEncoderIsToldThatItsStreamIsOver() throws Exception {
        get(ingest(Role.PUBLISHER, "offer"));

        server.media.publicationsAre(PeerState.CLOSED);

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEncoderThatIsThrownOutIsToldSo() throws Exception {
        get(ingest(Role.PUBLISHER, "offer"));

        server.openTok.disconnectByData(session, "seat");

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anOfferThatCannotBeUsedLeavesNobodyBehind() throws Exception {
        TestClient page = server.connected(session, Role.SUBSCRIBER, "page");

        assertThatThrownBy(() -> get(ingest(Role.PUBLISHER, "unusable")))
                .hasCauseInstanceOf(RequestRefused.class)
                .hasMessageContaining("no codec in common");

        page.await("connectionDestroyed");
    }

    @Test
    void aRoleThatMayNotPublishIsRefused() {
        assertThatThrownBy(() -> get(ingest(Role.SUBSCRIBER, "offer")))
                .hasCauseInstanceOf(RequestRefused.class)
                .hasMessageContaining("role");
    }

    @Test
    void aPlayerWatchesStreamsAndNobodyIsToldOfIt() throws Exception {
        Ingest encoder = get(ingest(Role.PUBLISHER, "offer"));
        CompletableFuture<PeerState> state = new CompletableFuture<>();

        Egress player = get(server.openTok.sessions().play(session, "watch", 2, state::complete));
        get(player.watch(1, encoder.streamId()));

        assertThat(player.answer()).isEqualTo("answer to watch");
        assertThat(server.media.awaitCall("watch")).startsWith("watch 1 publication");
        get(player.watch(1, null));
        assertThat(server.media.awaitCall("watch")).isEqualTo("watch 1 nothing");
        assertThatThrownBy(() -> get(player.watch(0, "no such stream"))).isNotNull();

        player.close();
        assertThat(get(state)).isEqualTo(PeerState.CLOSED);
    }

    @Test
    void whatIsHeldBackIsHeldBackFromPlayersToo() throws Exception {
        Ingest encoder = get(ingest(Role.PUBLISHER, "offer"));
        Egress player = get(server.openTok.sessions().play(session, "watch", 2, state -> {}));
        get(player.watch(1, encoder.streamId()));

        server.openTok.gate(session, encoder.streamId(), false, true);
        assertThat(server.media.awaitCall("switch")).isEqualTo("switch 1 audio false video true");

        get(player.watch(0, encoder.streamId()));
        assertThat(server.media.awaitCall("switch")).isEqualTo("switch 0 audio false video true");
        get(player.watch(0, null));

        server.openTok.gate(session, encoder.streamId(), true, true);
        assertThat(server.media.awaitCall("switch")).isEqualTo("switch 1 audio true video true");
    }

    @Test
    void thereIsNothingToPlayWhereNobodyIs() {
        assertThatThrownBy(() -> get(server.openTok.sessions().play(session, "watch", 1, state -> {})))
                .hasCauseInstanceOf(MediaException.class)
                .hasMessageContaining("Nobody");
    }
}
