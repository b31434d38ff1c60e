package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.media.MediaException;
import dev.roomjar.opentok.live.RequestRefused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** One encoder or player from its offer to its end: asks the room, then the media server, then serves PATCH and DELETE. */
abstract class Resource extends AbstractBehavior<ResourceCommand> {

    /** The answer to the POST. */
    record Created(String answer, String tag) {}

    /**
     * What the POST brought.
     *
     * @param created its answer to be; fails with {@link Refused}
     * @param ended called at the resource's end
     */
    record Birth(String offer, CompletableFuture<Created> created, Runnable ended) {}

    final ActorRef<RoomEvent> events;
    private final Birth birth;
    private final IceSession ice;
    private @Nullable CompletionStage<? extends MediaEnd> opening;
    private @Nullable MediaEnd media;

    Resource(ActorContext<ResourceCommand> context, Birth birth) {
        super(context);
        this.birth = birth;
        this.ice = new IceSession(birth.offer());
        this.events = context.messageAdapter(RoomEvent.class, ResourceCommand.Happened::new);
    }

    @Override
    public final Receive<ResourceCommand> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::command)
                .onSignal(PostStop.class, stopped -> {
                    stopped();
                    return this;
                })
                .build();
    }

    private Behavior<ResourceCommand> command(ResourceCommand command) {
        try {
            switch (command) {
                case ResourceCommand.Patch patch -> patch(patch);
                case ResourceCommand.Restarted restarted -> restarted(restarted);
                case ResourceCommand.Delete delete -> {
                    delete.reply().complete(null);
                    return Behaviors.stopped();
                }
                case ResourceCommand.Joined joined -> joined(joined);
                case ResourceCommand.Admitted admitted -> admitted(admitted);
                case ResourceCommand.Opened opened -> opened(opened);
                case ResourceCommand.Happened(RoomEvent event) -> {
                    return happened(event) ? this : Behaviors.stopped();
                }
                case ResourceCommand.Ended() -> {
                    return Behaviors.stopped();
                }
            }
            return this;
        } catch (Refused refused) {
            birth.created().completeExceptionally(refused);
            return Behaviors.stopped();
        }
    }

    /** @throws Refused to end with that answer, as the other two */
    abstract void joined(ResourceCommand.Joined joined);

    abstract void admitted(ResourceCommand.Admitted admitted);

    /** The peer connection is there. */
    abstract void open(MediaEnd end);

    /** Something happened in the room; whether to go on. */
    abstract boolean happened(RoomEvent event);

    /** Gives back what was taken. */
    abstract void gone();

    final String offer() {
        return birth.offer();
    }

    /** Waits for the peer connection, which is closed even where it comes too late. */
    final void await(CompletionStage<? extends MediaEnd> end) {
        opening = end;
        getContext().pipeToSelf(end, ResourceCommand.Opened::new);
    }

    private void opened(ResourceCommand.Opened opened) {
        MediaEnd end = opened.media();
        if (end == null) {
            throw refusal(opened.failure());
        }
        media = end;
        open(end);
        birth.created().complete(new Created(end.answer(), ice.tag()));
    }

    private void patch(ResourceCommand.Patch patch) {
        MediaEnd end = media;
        if (end == null) {
            patch.reply().completeExceptionally(new Refused(404, "This session is not there yet."));
            return;
        }
        try {
            switch (ice.read(patch.ifMatch(), patch.fragment())) {
                case IceSession.Meaning.Candidates() ->
                    patch.reply().complete(new ResourceCommand.Patched(ice.tag(), ""));
                case IceSession.Meaning.Restart(String restart) ->
                    getContext()
                            .pipeToSelf(
                                    end.renegotiate(restart),
                                    (answer, refusal) ->
                                            new ResourceCommand.Restarted(restart, answer, refusal, patch.reply()));
            }
        } catch (Refused refused) {
            patch.reply().completeExceptionally(refused);
        }
    }

    private void restarted(ResourceCommand.Restarted restarted) {
        String answer = restarted.answer();
        if (answer == null) {
            restarted.reply().completeExceptionally(new Refused(422, sentence(restarted.refusal())));
        } else {
            ice.restarted(restarted.offer());
            restarted.reply().complete(new ResourceCommand.Patched(ice.tag(), SdpText.fragment(answer)));
        }
    }

    private void stopped() {
        if (opening != null) {
            opening.thenAccept(MediaEnd::close);
        }
        gone();
        birth.ended().run();
        birth.created().completeExceptionally(Refused.forNow(503, "The session ended before it began. Try again.", 5));
    }

    /** What was wrong with the offer; else what is wrong with this server. */
    private static Refused refusal(@Nullable Throwable failure) {
        String sentence = sentence(failure);
        return cause(failure) instanceof RequestRefused refused
                        && !refused.failure().name().equals("OT_STREAM_CREATE_FAILED")
                ? Refused.forNow(503, sentence, 5)
                : new Refused(400, sentence);
    }

    private static String sentence(@Nullable Throwable failure) {
        return switch (cause(failure)) {
            case MediaException refused -> String.valueOf(refused.getMessage());
            case RequestRefused refused -> refused.failure().message();
            case null, default -> "The media server could not do it; its log says why.";
        };
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
