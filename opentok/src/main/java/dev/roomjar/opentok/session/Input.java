package dev.roomjar.opentok.session;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.opentok.TokenCheck;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens to a session. Sockets are numbers that never come twice. */
public sealed interface Input {

    /**
     * A client wants in, or back in.
     *
     * @param token the token's text: whoever resumes shows the same
     * @param check what the text was found to be
     * @param resume the secret of an earlier {@link Message.Connected}
     */
    record Join(
            long socket,
            long id,
            String token,
            TokenCheck check,
            @Nullable String resume) implements Input {
        @Override
        public String toString() {
            return "Join[socket=" + socket + ", id=" + id + "]";
        }
    }

    record Asked(long socket, Request request) implements Input {}

    /**
     * A socket is gone.
     *
     * @param left whether the client meant to leave
     */
    record SocketLost(long socket, boolean left) implements Input {}

    /** Time went on: something may be due. */
    record TimePassed() implements Input {}

    // From the media server.

    record PublicationOpened(String streamId, String answer) implements Input {}

    record PublicationRefused(String streamId, String message) implements Input {}

    record PublicationState(String streamId, PeerState state) implements Input {}

    record LayersWanted(String streamId, int highest, int layers) implements Input {}

    /** Who speaks or spoke last, the latest first; may name streams that have ended. */
    record ActiveSpeakersChanged(List<String> streamIds) implements Input {}

    record VideoQualityChanged(String subscriptionId, VideoQuality quality) implements Input {}

    record Renegotiated(ReplyTo replyTo, String answer) implements Input {}

    record DescriptionRefused(ReplyTo replyTo, String message) implements Input {}

    record SubscriptionOpened(String subscriptionId) implements Input {}

    record SubscriptionRefused(String subscriptionId, String message) implements Input {}

    record ReceiverOffered(String connectionId, int revision, String sdp, List<Placed> subscriptions)
            implements Input {}

    record AnswerTaken(ReplyTo replyTo) implements Input {}

    record ReceiverState(String connectionId, PeerState state) implements Input {}

    /** Where an offer carries a subscription; empty where it has no such medium. */
    record Placed(String subscriptionId, String audioMid, String videoMid) {}

    // From the program that embeds the platform.

    record Evict(String connectionId) implements Input {}

    /** Evicts every connection with the given data. */
    record EvictByData(String data) implements Input {}

    record EvictAll() implements Input {}

    /** From now on lets a stream's sound and picture through, or not, whatever its client sends. */
    record Gate(String streamId, boolean audio, boolean video) implements Input {}

    record Unpublish(String streamId) implements Input {}

    record ForceMute(String streamId) implements Input {}

    /** See {@link Request.ForceMuteAll}. */
    record ForceMuteAll(boolean active, Set<String> excludedStreamIds) implements Input {}
}
