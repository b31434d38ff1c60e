package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Subscription;
import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.testing.FakeStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WishesTest {
    private static final Wishes UNSEEN = new Wishes(640, 480, 30, Priority.NORMAL, false);

    @Test
    void whatIsNotSeenIsNotSentAndComesBackWithAKeyframe() {
        try (Call call = new Call(21)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);
            FakeStream video = viewer.video(subscription);
            call.await(() -> video.frames().whole() > 10, "video flows");

            subscription.wishes(UNSEEN);
            call.run(Duration.ofMillis(300));
            int paused = video.packets();
            int audio = viewer.audio(subscription).packets();
            call.run(Duration.ofSeconds(1));
            assertThat(video.packets()).isEqualTo(paused);
            assertThat(viewer.audio(subscription).packets()).as("audio goes on").isGreaterThan(audio + 40);

            int keyframes = video.frames().keyframes();
            subscription.wishes(Wishes.EVERYTHING);
            call.run(Duration.ofMillis(500));
            assertThat(video.frames().keyframes()).isEqualTo(keyframes + 1);
            assertThat(video.packets()).isGreaterThan(paused + 50);
        }
    }

    @Test
    void wishesBeforeTheConnectionHoldFromTheStart() {
        try (Call call = new Call(22)) {
            Call.Sender sender = call.sender();
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            subscription.wishes(UNSEEN);
            call.awaitConnected(viewer);
            call.await(() -> viewer.audio(subscription).packets() > 50, "audio flows");
            assertThat(viewer.video(subscription).frames().whole()).isLessThan(10);
        }
    }

    @Test
    void aPublisherLearnsThatNobodyWatchesAfterAWhileAndThatSomebodyDoesAtOnce() {
        try (Call call = new Call(23)) {
            Call.Sender sender = call.sender();
            call.awaitConnected(sender);
            Call.Viewer viewer = call.viewer();
            Subscription subscription = viewer.subscribe(sender);
            call.awaitConnected(viewer);
            call.run(Duration.ofSeconds(5));
            assertThat(sender.wanted).as("somebody came in time").isEmpty();

            subscription.wishes(UNSEEN);
            call.run(Duration.ofSeconds(3));
            assertThat(sender.wanted).isEmpty();
            call.run(Duration.ofSeconds(2));
            assertThat(sender.wanted).containsExactly(-1);

            subscription.wishes(Wishes.EVERYTHING);
            call.run(Duration.ofMillis(200));
            assertThat(sender.wanted).containsExactly(-1, 0);

            subscription.close();
            call.run(Duration.ofSeconds(5));
            assertThat(sender.wanted).containsExactly(-1, 0, -1);
        }
    }
}
