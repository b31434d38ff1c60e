package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpeakingTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final Stage.Client bert = stage.publisher("bert");
    private final String annas = anna.publishAlone().streamId();
    private final String berts = bert.publishAlone().streamId();

    SpeakingTest() {
        anna.takeAll();
        bert.takeAll();
    }

    private void speak(String... streamIds) {
        stage.feed(new Input.ActiveSpeakersChanged(List.of(streamIds)));
    }

    private static Message speaking(String... streamIds) {
        return new Message.ActiveSpeakers(List.of(streamIds));
    }

    @Test
    void everybodyIsToldWhoSpeaks() {
        speak(berts, annas);
        assertThat(anna.takeAll()).containsExactly(speaking(berts, annas));
        assertThat(bert.takeAll()).containsExactly(speaking(berts, annas));
        assertThat(stage.mediaWas(Output.ActiveSpeakers.class).streamIds()).containsExactly(berts, annas);
    }

    @Test
    void whatIsKnownIsNotToldAgain() {
        speak(berts, annas);
        bert.takeAll();
        speak(berts, annas);
        assertThat(bert.heard()).isEmpty();
        speak(annas, berts);
        assertThat(bert.takeAll()).containsExactly(speaking(annas, berts));
    }

    @Test
    void aNewcomerIsToldWhoSpoke() {
        Stage.Client carl = stage.publisher("carl");
        assertThat(carl.heard()).as("nobody spoke").isEmpty();
        speak(annas);
        Stage.Client dora = stage.publisher("dora");
        assertThat(dora.takeAll()).containsExactly(speaking(annas));
    }

    @Test
    void whoComesBackIsToldWhatWasMissed() {
        anna.breakSocket();
        speak(berts);
        anna.join(anna.connected.resume());
        anna.take(Message.Connected.class);
        assertThat(anna.takeAll()).containsExactly(speaking(berts));
    }

    @Test
    void whoseStreamEndedIsLeftOut() {
        speak(berts, annas);
        anna.takeAll();
        bert.ask(new Request.Unpublish(1, berts));
        assertThat(anna.takeAll())
                .as("the page knows from the stream's end")
                .containsExactly(new Message.StreamDestroyed(berts, Reason.CLIENT_DISCONNECTED));
        assertThat(stage.mediaWas(Output.ActiveSpeakers.class).streamIds()).containsExactly(annas);
        speak(berts, annas);
        assertThat(anna.heard()).isEmpty();
        assertThat(stage.publisher("carl").takeAll()).containsExactly(speaking(annas));
    }

    @Test
    void nobodyLooksFurtherBack() {
        List<String> all = new ArrayList<>(List.of(annas, berts));
        Stream.of("carl", "dora", "emil").map(stage::publisher).forEach(client -> {
            for (int i = 0; i < 6; i++) {
                all.add(client.publish().streamId());
                client.takeAll();
            }
        });
        anna.takeAll();
        speak(all.toArray(String[]::new));
        assertThat(anna.takeAll())
                .containsExactly(new Message.ActiveSpeakers(List.copyOf(all.subList(0, ActiveSpeakers.MOST))));
    }
}
