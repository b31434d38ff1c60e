package dev.roomjar.opentok.session;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.opentok.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client is told: replies, which carry the number of the request, and events. */
public sealed interface Message {

    /**
     * The first reply.
     *
     * @param connections all others
     * @param streams all streams, the client's own among them
     * @param resume the secret with which this connection can be taken over by another socket
     * @param resumed whether this is the connection that the client had before
     */
    record Connected(
            long id,
            ConnectionInfo connection,
            Role role,
            List<ConnectionInfo> connections,
            List<PublishedStream> streams,
            String resume,
            boolean resumed)
            implements Message {}

    /** Null for {@code id}: no request is known to be at fault. */
    record Failed(@Nullable Long id, Failure failure) implements Message {}

    record Done(long id) implements Message {}

    record Published(long id, PublishedStream stream, String sdp) implements Message {}

    record Answered(long id, String sdp) implements Message {}

    record Subscribed(long id, String subscriptionId) implements Message {}

    record ConnectionCreated(ConnectionInfo connection) implements Message {}

    record ConnectionDestroyed(String connectionId, Reason reason) implements Message {}

    record StreamCreated(PublishedStream stream) implements Message {}

    record StreamDestroyed(String streamId, Reason reason) implements Message {}

    record StreamPropertyChanged(String streamId, PropertyChange change) implements Message {}

    record Offered(int revision, String sdp, List<Mids> subscriptions) implements Message {}

    /** Null for {@code streamId}: the receiving peer connection. */
    record MediaState(@Nullable String streamId, PeerState state) implements Message {}

    /**
     * Which of its video layers a publisher should send.
     *
     * @param highest the highest spatial layer that anybody watches, from 0, the smallest; -1 for none
     * @param layers how many there are
     */
    record LayersWanted(String streamId, int highest, int layers) implements Message {}

    /** What the bandwidth allows for a subscription's video. */
    record VideoQualityChanged(String subscriptionId, VideoQuality quality) implements Message {}

    /**
     * A moderator mutes a stream of the client that is told.
     *
     * @param all whether as one of all, of which {@link MuteState} tells
     */
    record MuteForced(String streamId, boolean all) implements Message {}

    /** A moderator muted everybody, newcomers too, or ended that. */
    record MuteState(boolean active) implements Message {}

    /** Whose streams speak or spoke last, the latest first. */
    record ActiveSpeakers(List<String> streamIds) implements Message {}

    /** Null for {@code from}: the server. */
    record Signalled(
            @Nullable String signalType,
            @Nullable String data,
            @Nullable String from) implements Message {}

    record SessionDisconnected(Reason reason) implements Message {}

    record Ping() implements Message {}

    /** Where a subscription is found in an offer; empty where it has no such medium. */
    record Mids(String subscriptionId, String streamId, String audioMid, String videoMid) {}

    /** A property of a stream, before and after. */
    sealed interface PropertyChange {
        record HasAudio(boolean before, boolean after) implements PropertyChange {}

        record HasVideo(boolean before, boolean after) implements PropertyChange {}

        record Dimensions(VideoDimensions before, VideoDimensions after) implements PropertyChange {}
    }
}
