package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.rooms.WatchReply;
import dev.roomjar.media.Admission;
import dev.roomjar.media.PeerState;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.live.Egress;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A player that watches a room without being in it, until it goes or the room closes. */
final class PlayerResource extends Resource {

    private final OpenTok openTok;
    private final List<Name> wanted;
    private @Nullable RoomState roster;
    private @Nullable Places places;
    private @Nullable Egress egress;

    /** @param wanted whom to watch, in the order of the offer's sections; empty: everybody */
    static Behavior<ResourceCommand> create(
            RoomMaster rooms, OpenTok openTok, Name room, List<Name> wanted, Birth birth) {
        return Behaviors.setup(context -> new PlayerResource(context, rooms, openTok, room, wanted, birth));
    }

    private PlayerResource(
            ActorContext<ResourceCommand> context,
            RoomMaster rooms,
            OpenTok openTok,
            Name room,
            List<Name> wanted,
            Birth birth) {
        super(context, birth);
        this.openTok = openTok;
        this.wanted = wanted;
        context.pipeToSelf(rooms.watch(room, events, context.getSelf()), ResourceCommand.Admitted::new);
    }

    @Override
    void admitted(ResourceCommand.Admitted admitted) {
        switch (admitted.reply()) {
            case WatchReply.Watching(String sessionId, RoomState people) -> play(sessionId, people);
            case WatchReply.NotOpen() ->
                throw Refused.forNow(404, "Nobody is in that room. Try again when somebody has come.", 5);
            case null -> throw Refused.forNow(503, "The room does not answer. Try again.", 5);
        }
    }

    private void play(String sessionId, RoomState people) {
        if (openTok.admission(sessionId) != Admission.OPEN) {
            throw Refused.forNow(503, "This server has all the calls that it can carry. Try again later.", 60);
        }
        roster = roster == null ? people : roster;
        var self = getContext().getSelf();
        await(openTok.sessions()
                .play(sessionId, offer(), Places.needed(wanted, people), state -> {
                    if (state == PeerState.CLOSED) {
                        self.tell(new ResourceCommand.Ended());
                    }
                })
                .thenApply(MediaEnd.Watching::new));
    }

    @Override
    void open(MediaEnd end) {
        if (end instanceof MediaEnd.Watching(Egress opened)) {
            egress = opened;
            places = new Places(wanted, opened.places());
            show();
        }
    }

    @Override
    boolean happened(RoomEvent event) {
        switch (event) {
            case RoomEvent.RoomUpdated(RoomState now, var _) -> {
                roster = now;
                show();
            }
            case RoomEvent _ -> {}
        }
        return true;
    }

    private void show() {
        Egress player = egress;
        if (player != null && places != null && roster != null) {
            // A stream that ends meanwhile is not shown: the room's next word says so.
            places.update(roster).forEach(change -> player.watch(change.place(), change.streamId()));
        }
    }

    @Override
    void gone() {}

    @Override
    void joined(ResourceCommand.Joined joined) {
        throw new AssertionError("a player does not join");
    }
}
