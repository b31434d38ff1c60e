package dev.roomjar.opentok.session;

import dev.roomjar.media.Wishes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a connected client asks for. Every request has the number that its reply carries. */
public sealed interface Request {
    long id();

    record Publish(
            long id,
            String name,
            String videoType,
            boolean hasAudio,
            boolean hasVideo,
            VideoDimensions videoDimensions,
            String sdp)
            implements Request {}

    record Renegotiate(long id, String streamId, String sdp) implements Request {}

    /** Null leaves a property as it is. */
    record UpdateStream(
            long id,
            String streamId,
            @Nullable Boolean hasAudio,
            @Nullable Boolean hasVideo,
            @Nullable VideoDimensions videoDimensions)
            implements Request {}

    record Unpublish(long id, String streamId) implements Request {}

    record Subscribe(long id, String streamId, boolean audio, boolean video) implements Request {}

    /** Null leaves a switch as it is. */
    record UpdateSubscription(
            long id,
            String subscriptionId,
            @Nullable Boolean audio,
            @Nullable Boolean video) implements Request {}

    record Wish(long id, String subscriptionId, Wishes wishes) implements Request {}

    record Unsubscribe(long id, String subscriptionId) implements Request {}

    record Answer(long id, int revision, String sdp) implements Request {}

    record RestartIce(long id) implements Request {}

    /** Null for {@code to}: everybody. */
    record Signal(
            long id,
            @Nullable String signalType,
            @Nullable String data,
            @Nullable String to) implements Request {}

    record ForceDisconnect(long id, String connectionId) implements Request {}

    record ForceUnpublish(long id, String streamId) implements Request {}

    record ForceMute(long id, String streamId) implements Request {}

    /**
     * Mutes every stream, and those that are published from now on; or ends that.
     *
     * @param excludedStreamIds not muted now
     */
    record ForceMuteAll(long id, boolean active, Set<String> excludedStreamIds) implements Request {}

    record Disconnect(long id) implements Request {}
}
