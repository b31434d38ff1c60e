package dev.roomjar.opentok.signalling;

import static dev.roomjar.opentok.signalling.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.media.Wishes;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.SpeakerListener;
import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.session.Limits;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two pages and a server, over a real WebSocket. */
class SignallingTest {
    private final TestServer server = new TestServer();
    private final String session = server.openTok.createSession();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPageConnectsAndGetsWhatItNeeds() throws InterruptedException {
        TestClient anna = server.open();
        int id = anna.connect(session, server.token(session, Role.PUBLISHER, "anna"), null);
        JsonNode connected = anna.await("connected");
        assertThat(connected.path("id").intValue()).isEqualTo(id);
        assertThat(connected.at("/connection/data").textValue()).isEqualTo("anna");
        assertThat(connected.at("/connection/creationTime").longValue()).isPositive();
        assertThat(connected.path("capabilities").toString())
                .isEqualTo("{\"publish\":1,\"subscribe\":1,\"signal\":1,\"forceDisconnect\":0,\"forceUnpublish\":0,"
                        + "\"forceMute\":0}");
        assertThat(connected.path("connections")).isEmpty();
        assertThat(connected.path("streams")).isEmpty();
        assertThat(connected.path("iceServers").isArray()).isTrue();
        assertThat(connected.path("idleTimeout").intValue()).isEqualTo(12_000);
        assertThat(connected.path("resumed").booleanValue()).isFalse();
    }

    @Test
    void aPageIsGivenIceServersOfItsOwn() throws InterruptedException {
        SignallingOptions options = SignallingOptions.defaults()
                .useIceServers((connectionId, host) ->
                        List.of(new IceServer(List.of("turn:" + host + ":4003"), "1:" + connectionId, "password")));
        try (TestServer turn = new TestServer(Limits.defaults(), options)) {
            TestClient anna = turn.connected(turn.openTok.createSession(), Role.PUBLISHER, "anna");

            JsonNode servers = anna.connected.path("iceServers");
            assertThat(servers).hasSize(1);
            assertThat(servers.at("/0/urls/0").textValue()).isEqualTo("turn:127.0.0.1:4003");
            assertThat(servers.at("/0/username").textValue()).isEqualTo("1:" + anna.connectionId());
            assertThat(servers.at("/0/credential").textValue()).isEqualTo("password");
        }
    }

    @Test
    void aStreamGoesFromOnePageToTheOther() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        String stream = anna.publish();
        assertThat(bert.await("streamCreated").at("/stream/connectionId").textValue())
                .isEqualTo(anna.connectionId());

        bert.send(object("subscribe").put("streamId", stream).put("audio", true).put("video", false));
        JsonNode subscribed = bert.next();
        assertThat(subscribed.path("type").textValue()).as("ahead of the offer").isEqualTo("subscribed");
        assertThat(server.media.awaitCall("video")).isEqualTo("video false");
        JsonNode offer = bert.await("offer");
        assertThat(offer.path("revision").intValue()).isEqualTo(1);
        assertThat(offer.at("/subscriptions/0").toString())
                .isEqualTo("{\"subscriptionId\":" + subscribed.path("subscriptionId") + ",\"streamId\":\"" + stream
                        + "\",\"audioMid\":\"a\",\"videoMid\":\"v\"}");
        bert.send(object("answer").put("revision", 1).put("sdp", "my answer"));
        bert.await("done");
        assertThat(server.media.awaitCall("answer")).isEqualTo("answer 1 my answer");

        anna.send(object("updateStream").put("streamId", stream).put("hasVideo", false));
        assertThat(bert.await("streamPropertyChanged").path("changedProperty").textValue())
                .isEqualTo("hasVideo");

        anna.send(object("unpublish").put("streamId", stream));
        assertThat(bert.await("streamDestroyed").path("reason").textValue()).isEqualTo("clientDisconnected");
        server.media.awaitCall("closePublication");
    }

    @Test
    void whoeverWasToldOfAStreamCanLookItUp() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        String stream = anna.publish();
        assertThat(server.openTok.stream(session, stream))
                .contains(new StreamInfo(stream, anna.connectionId(), "anna", "camera", "camera", true, true));
        anna.send(object("unpublish").put("streamId", stream));
        anna.await("done");
        assertThat(server.openTok.stream(session, stream)).isEmpty();
    }

    @Test
    void aRefusedOfferIsAnErrorAndAFailureTellsNothingOfItself() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        JsonNode unusable = publishError(anna, "unusable");
        assertThat(unusable.path("name").textValue()).isEqualTo("OT_STREAM_CREATE_FAILED");
        assertThat(unusable.path("message").textValue()).contains("no codec in common");
        assertThat(publishError(anna, "broken").path("message").textValue()).doesNotContain("secret details");
    }

    private static JsonNode publishError(TestClient client, String sdp) throws InterruptedException {
        ObjectNode publish = object("publish").put("sdp", sdp);
        publish.putObject("stream").put("hasAudio", true).put("hasVideo", true);
        int id = client.send(publish);
        JsonNode error = client.await("error");
        assertThat(error.path("id").intValue()).isEqualTo(id);
        return error;
    }

    @Test
    void wishesGoToTheMediaServerAndWhatComesOfThemToThePages() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        String stream = anna.publish();
        bert.send(object("subscribe").put("streamId", stream).put("audio", true).put("video", true));
        String subscription = bert.await("subscribed").path("subscriptionId").textValue();

        ObjectNode wish = object("wish").put("subscriptionId", subscription).put("frameRate", 15);
        wish.put("priority", "high")
                .putObject("videoDimensions")
                .put("width", 320)
                .put("height", 180);
        bert.send(wish);
        bert.await("done");
        assertThat(server.media.awaitCall("wishes"))
                .isEqualTo("wishes " + new Wishes(320, 180, 15, Wishes.Priority.HIGH, true));

        server.media.qualityIs(VideoQuality.AT_RISK);
        JsonNode quality = bert.await("videoQuality");
        assertThat(quality.path("subscriptionId").textValue()).isEqualTo(subscription);
        assertThat(quality.path("quality").textValue()).isEqualTo("atRisk");

        server.media.layersAreWanted(0, 2);
        JsonNode wanted = anna.await("layersWanted");
        assertThat(wanted.path("streamId").textValue()).isEqualTo(stream);
        assertThat(wanted.path("highest").intValue()).isZero();
        assertThat(wanted.path("layers").intValue()).isEqualTo(2);
    }

    @Test
    void mediaStatesReachThePageTheyAreAbout() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        String stream = anna.publish();
        bert.send(object("subscribe").put("streamId", stream).put("audio", true).put("video", true));
        bert.await("offer");
        server.media.publicationsAre(PeerState.CONNECTED);
        JsonNode published = anna.await("mediaState");
        assertThat(published.path("peer").textValue()).isEqualTo(stream);
        assertThat(published.path("state").textValue()).isEqualTo("connected");
        server.media.receiversAre(PeerState.FAILED);
        JsonNode received = bert.await("mediaState");
        assertThat(received.path("peer").textValue()).isEqualTo("receiver");
        assertThat(received.path("state").textValue()).isEqualTo("failed");
        bert.send(object("restartIce"));
        assertThat(bert.await("offer").path("sdp").textValue()).isEqualTo("offer with new credentials");
        anna.send(object("renegotiate").put("streamId", stream).put("sdp", "offer 2"));
        assertThat(anna.await("answer").path("sdp").textValue()).isEqualTo("answer to offer 2");
    }

    @Test
    void signalsGoThrough() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.SUBSCRIBER, "bert");
        anna.send(
                object("signal").put("signalType", "chat").put("data", "hello").put("to", bert.connectionId()));
        assertThat(bert.await("signal").toString())
                .isEqualTo("{\"type\":\"signal\",\"signalType\":\"chat\",\"data\":\"hello\",\"from\":\""
                        + anna.connectionId() + "\"}");
    }

    @Test
    void theProgramThrowsClientsOut() throws Exception {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        TestClient carl = server.connected(session, Role.PUBLISHER, "carl");
        server.openTok.forceDisconnect(session, anna.connectionId());
        assertThat(anna.await("sessionDisconnected").path("reason").textValue()).isEqualTo("forceDisconnected");
        assertThat(anna.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
        server.openTok.disconnectByData(session, "bert");
        bert.await("sessionDisconnected");
        assertThat(carl.await("connectionDestroyed").path("connectionId").textValue())
                .isEqualTo(anna.connectionId());
        assertThat(carl.await("connectionDestroyed").path("connectionId").textValue())
                .isEqualTo(bert.connectionId());
        server.openTok.closeSession(session);
        carl.await("sessionDisconnected");
        server.media.awaitCall("closeSession");
    }

    @Test
    void whoSpeaksIsToldToPagesAndToTheProgram() throws InterruptedException {
        BlockingQueue<List<StreamInfo>> told = new LinkedBlockingQueue<>();
        SpeakerListener listener = (in, speakers) -> {
            assertThat(in).isEqualTo(session);
            told.add(speakers);
        };
        server.openTok.addListener(listener);
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        String annas = anna.publish();
        String berts = bert.publish();

        server.media.everybodySpeaks();

        assertThat(anna.await("activeSpeakers").path("streamIds"))
                .extracting(JsonNode::textValue)
                .containsExactly(berts, annas);
        assertThat(bert.await("activeSpeakers").path("streamIds")).hasSize(2);
        assertThat(told.poll(10, TimeUnit.SECONDS))
                .extracting(StreamInfo::connectionData)
                .containsExactly("bert", "anna");
        server.openTok.removeListener(listener);
    }

    @Test
    void aModeratorMutesAll() throws InterruptedException {
        TestClient mona = server.connected(session, Role.MODERATOR, "mona");
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
        String annas = anna.publish();
        ObjectNode all = object("forceMuteAll").put("active", true);
        all.putArray("excludedStreamIds").add(bert.publish());
        mona.send(all);

        JsonNode forced = anna.await("muteForced");
        assertThat(forced.path("streamId").textValue()).isEqualTo(annas);
        assertThat(forced.path("all").booleanValue()).isTrue();
        assertThat(bert.await("muteState").path("active").booleanValue()).isTrue();
        mona.await("done");
        anna.send(object("forceMuteAll").put("active", false));
        assertThat(anna.await("error").path("code").intValue()).isEqualTo(1540);
        mona.send(object("forceMuteAll").put("active", true).put("excludedStreamIds", "all"));
        assertThat(mona.await("error").path("message").textValue()).contains("must be an array of texts");
    }

    @Test
    void anEmptySessionFreesItsMediaAndComesIntoBeingAgain() throws InterruptedException {
        TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
        anna.send(object("disconnect"));
        anna.await("done");
        server.media.awaitCall("closeSession");
        server.connected(session, Role.PUBLISHER, "anna");
        server.media.awaitCall("openSession");
    }

    @Test
    void whatDoesNotFitIsRefusedByName() throws InterruptedException {
        String token = server.token(session, Role.PUBLISHER, "anna");
        String other = server.openTok.createSession();
        assertThat(refusal("room", token)).isEqualTo("OT_INVALID_SESSION_ID");
        assertThat(refusal("1_MX44NzY1NDMyMX5-fg", token)).isEqualTo("OT_INVALID_SESSION_ID");
        assertThat(refusal(other, token)).isEqualTo("OT_AUTHENTICATION_ERROR");
        assertThat(refusal(session, token + "x")).isEqualTo("OT_AUTHENTICATION_ERROR");
        TestClient anna = server.open();
        anna.send(object("connect")
                .put("apiKey", 87654321)
                .put("sessionId", session)
                .put("token", token));
        assertThat(anna.await("error").path("name").textValue()).isEqualTo("OT_AUTHENTICATION_ERROR");
    }

    private String refusal(String sessionId, String token) throws InterruptedException {
        TestClient client = server.open();
        client.connect(sessionId, token, null);
        return client.await("error").path("name").textValue();
    }

    @Test
    void aSocketConnectsOnceAndAsksNothingBefore() throws InterruptedException {
        TestClient anna = server.open();
        anna.send(object("restartIce"));
        assertThat(anna.await("error").path("code").intValue()).isEqualTo(1010);
        anna.connect(session, server.token(session, Role.PUBLISHER, "anna"), null);
        anna.await("connected");
        anna.connect(session, server.token(session, Role.PUBLISHER, "anna"), null);
        assertThat(anna.await("error").path("name").textValue()).isEqualTo("OT_INVALID_PARAMETER");
    }
}
