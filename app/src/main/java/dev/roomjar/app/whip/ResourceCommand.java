package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.JoinReply;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.WatchReply;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the actor of a resource is told. Everything is from this process. */
sealed interface ResourceCommand {

    /**
     * The answer to a fragment.
     *
     * @param fragment of the restarted session, empty where there is nothing to say
     */
    record Patched(String tag, String fragment) {}

    /** From HTTP: a fragment. The reply fails with {@link Refused}. */
    record Patch(String ifMatch, IceFragment fragment, CompletableFuture<Patched> reply) implements ResourceCommand {}

    /** The media server has answered a restart, or (null) refused it. */
    record Restarted(
            String offer, @Nullable String answer, @Nullable Throwable refusal, CompletableFuture<Patched> reply)
            implements ResourceCommand {}

    /** From HTTP: end. */
    record Delete(CompletableFuture<Void> reply) implements ResourceCommand {}

    /** From the room: an encoder was let in or not. */
    record Joined(@Nullable JoinReply reply, @Nullable Throwable failure) implements ResourceCommand {}

    /** From the room: a player may watch or not. */
    record Admitted(@Nullable WatchReply reply, @Nullable Throwable failure) implements ResourceCommand {}

    /** From the media server: the peer connection is there, or why it is not. */
    record Opened(@Nullable MediaEnd media, @Nullable Throwable failure) implements ResourceCommand {}

    /** From the room. */
    record Happened(RoomEvent event) implements ResourceCommand {}

    /** From the media server: the peer connection is over. */
    record Ended() implements ResourceCommand {}
}
