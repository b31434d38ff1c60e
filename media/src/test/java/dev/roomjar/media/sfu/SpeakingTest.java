package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.FakeStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who speaks and who is heard, through the whole server. */
class SpeakingTest {
    private static final FakePublisher.Media AUDIO_ONLY = new FakePublisher.Media(0, 0, 120);
    private static final int VOICE = 30;
    private static final int SILENCE = 127;

    private final List<List<String>> told = new ArrayList<>();

    @Test
    void theListenerIsToldWhoSpeaksUntilTheyLeave() {
        try (Call call = new Call(201, told::add, 10)) {
            Call.Sender alice = call.sender(AUDIO_ONLY);
            Call.Sender bob = call.sender(AUDIO_ONLY);
            call.awaitConnected(alice);
            call.awaitConnected(bob);
            alice.peer.speak(SILENCE);
            bob.peer.speak(SILENCE);
            call.run(Duration.ofSeconds(2));
            assertThat(told).isEmpty();

            bob.peer.speak(VOICE);
            call.run(Duration.ofSeconds(3));
            bob.peer.speak(SILENCE);
            alice.peer.speak(VOICE);
            call.run(Duration.ofSeconds(3));
            alice.publication.close();
            call.run(Duration.ofSeconds(1));

            assertThat(told)
                    .containsExactly(
                            List.of(bob.publication.id()),
                            List.of(alice.publication.id(), bob.publication.id()),
                            List.of(bob.publication.id()));
        }
    }

    @Test
    void inABigRoomOnlyThoseWhoSpeakAreForwardedAndWhoBeginsIsHeardAtOnceWithoutAGap() {
        try (Call call = new Call(202, told::add, 2)) {
            List<Call.Sender> senders = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                senders.add(call.sender(AUDIO_ONLY));
            }
            Call.Viewer viewer = call.viewer();
            List<Subscription> subscriptions =
                    senders.stream().map(viewer::subscribe).toList();
            senders.forEach(call::awaitConnected);
            call.awaitConnected(viewer);
            senders.forEach(sender -> sender.peer.speak(SILENCE));
            call.run(Duration.ofSeconds(2));

            for (int round = 0; round < 10; round++) {
                int speaking = round % 5;
                senders.get(speaking).peer.speak(VOICE);
                int before = viewer.audio(subscriptions.get(speaking)).packets();
                long all = viewer.peer.packets();
                call.run(Duration.ofSeconds(3));
                senders.get(speaking).peer.speak(SILENCE);

                assertThat(viewer.audio(subscriptions.get(speaking)).packets() - before)
                        .as("of 150 packets of who speaks")
                        .isGreaterThanOrEqualTo(145);
                assertThat(viewer.peer.packets() - all)
                        .as("two of five are forwarded")
                        .isLessThanOrEqualTo(310);
            }

            for (Subscription subscription : subscriptions) {
                FakeStream audio = viewer.audio(subscription);
                assertThat(audio.missing()).as("numbers left out").isZero();
            }
        }
    }
}
