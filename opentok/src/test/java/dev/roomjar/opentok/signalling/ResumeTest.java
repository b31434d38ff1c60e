package dev.roomjar.opentok.signalling;

import static dev.roomjar.opentok.signalling.TestClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.session.Limits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private static final SignallingOptions IMPATIENT = new SignallingOptions(
            SignallingOptions.defaults().allowedOrigins(),
            SignallingOptions.defaults().iceServers(),
            Duration.ofMillis(200),
            Duration.ofSeconds(2));
    private static final Limits SHORT = Limits.defaults().times(Duration.ofMillis(300), Duration.ofMillis(300));

    @Test
    void aBrokenSocketIsReplacedAndStreamsAndSubscriptionsStay() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            String session = server.openTok.createSession();
            String token = server.token(session, Role.PUBLISHER, "anna");
            TestClient anna = server.open();
            anna.connect(session, token, null);
            anna.connected = anna.await("connected");
            TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
            String stream = anna.publish();
            anna.send(object("subscribe")
                    .put("streamId", stream)
                    .put("audio", true)
                    .put("video", true));
            String subscription =
                    anna.await("subscribed").path("subscriptionId").textValue();
            anna.await("offer");
            anna.abort();

            TestClient again = server.open();
            again.connect(session, token, anna.resume());
            JsonNode back = again.await("connected");
            assertThat(back.path("resumed").booleanValue()).isTrue();
            assertThat(back.path("connection")).isEqualTo(anna.connected.path("connection"));
            assertThat(back.at("/streams/0/streamId").textValue()).isEqualTo(stream);
            assertThat(again.await("offer")
                            .at("/subscriptions/0/subscriptionId")
                            .textValue())
                    .isEqualTo(subscription);
            again.send(object("unsubscribe").put("subscriptionId", subscription));
            again.await("done");
            again.send(object("unpublish").put("streamId", stream));
            again.await("done");
            bert.await("streamCreated");
            assertThat(bert.next().path("type").textValue())
                    .as("nothing was noticed in between")
                    .isEqualTo("streamDestroyed");
        }
    }

    @Test
    void aSecondSocketTakesOverFromTheFirst() throws Exception {
        try (TestServer server = new TestServer()) {
            String session = server.openTok.createSession();
            String token = server.token(session, Role.PUBLISHER, "anna");
            TestClient first = server.open();
            first.connect(session, token, null);
            first.connected = first.await("connected");
            TestClient second = server.open();
            second.connect(session, token, first.resume());
            assertThat(second.await("connected").path("resumed").booleanValue()).isTrue();
            assertThat(first.await("sessionDisconnected").path("reason").textValue())
                    .isEqualTo("networkDisconnected");
            assertThat(first.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
            second.send(object("signal").put("data", "still here"));
            assertThat(second.await("signal").path("data").textValue()).isEqualTo("still here");
        }
    }

    @Test
    void whoStaysAwayIsGone() throws InterruptedException {
        try (TestServer server = new TestServer(SHORT, SignallingOptions.defaults())) {
            String session = server.openTok.createSession();
            TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
            TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
            anna.publish();
            anna.abort();
            assertThat(bert.await("streamDestroyed").path("reason").textValue()).isEqualTo("networkDisconnected");
            assertThat(bert.await("connectionDestroyed").path("reason").textValue())
                    .isEqualTo("networkDisconnected");
        }
    }

    @Test
    void whoClosesThePageIsGoneAtOnce() throws InterruptedException {
        try (TestServer server = new TestServer()) {
            String session = server.openTok.createSession();
            TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
            TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
            anna.close(1001);
            assertThat(bert.await("connectionDestroyed").path("reason").textValue())
                    .isEqualTo("clientDisconnected");
        }
    }

    @Test
    void whoFallsSilentIsGivenUpAndWhoAnswersIsNot() throws InterruptedException {
        try (TestServer server = new TestServer(SHORT, IMPATIENT)) {
            String session = server.openTok.createSession();
            TestClient anna = server.connected(session, Role.PUBLISHER, "anna");
            TestClient bert = server.connected(session, Role.PUBLISHER, "bert");
            anna.answersPings = false;
            JsonNode gone = bert.await("connectionDestroyed");
            assertThat(gone.path("connectionId").textValue()).isEqualTo(anna.connectionId());
            assertThat(gone.path("reason").textValue()).isEqualTo("networkDisconnected");
            bert.send(object("signal").put("data", "alive"));
            bert.await("signal");
        }
    }

    @Test
    void aRestartedServerTakesTheSameTokenForSomebodyNew() throws InterruptedException {
        String session;
        String token;
        String resume;
        try (TestServer server = new TestServer()) {
            session = server.openTok.createSession();
            token = server.token(session, Role.PUBLISHER, "anna");
            TestClient anna = server.open();
            anna.connect(session, token, null);
            resume = anna.await("connected").path("resume").textValue();
        }
        try (TestServer server = new TestServer()) {
            TestClient anna = server.open();
            anna.connect(session, token, resume);
            assertThat(anna.await("connected").path("resumed").booleanValue()).isFalse();
        }
    }
}
