package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.Arrival;
import dev.roomjar.app.rooms.JoinReply;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.Source;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.rooms.Ticket;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.live.ConnectRequest;
import dev.roomjar.opentok.live.Ingest;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** An encoder that publishes as a person of a room: it has a seat there as a page would, and loses it with its stream. */
final class EncoderResource extends Resource {

    /**
     * Who it is.
     *
     * @param secret the same for whoever holds the same token, so that an encoder that starts anew takes its own place over
     */
    record Person(Name room, Name name, String secret) {
        @Override
        public String toString() {
            return "Person[" + room + ", " + name + "]";
        }
    }

    private final RoomMaster rooms;
    private final OpenTok openTok;
    private final Person person;
    private @Nullable String seat;

    static Behavior<ResourceCommand> create(RoomMaster rooms, OpenTok openTok, Person person, Birth birth) {
        return Behaviors.setup(context -> new EncoderResource(context, rooms, openTok, person, birth));
    }

    private EncoderResource(
            ActorContext<ResourceCommand> context, RoomMaster rooms, OpenTok openTok, Person person, Birth birth) {
        super(context, birth);
        this.rooms = rooms;
        this.openTok = openTok;
        this.person = person;
        context.pipeToSelf(
                rooms.join(
                        person.room(),
                        Arrival.of(person.name(), person.secret())
                                .invited(Standing.GUEST)
                                .with(Source.NONE, Source.NONE)
                                .unattended(),
                        events,
                        context.getSelf()),
                ResourceCommand.Joined::new);
    }

    @Override
    void joined(ResourceCommand.Joined joined) {
        switch (joined.reply()) {
            case JoinReply.Admitted admitted -> publish(admitted);
            case JoinReply.Refused(var refusal) -> throw Refused.of(refusal);
            case JoinReply.Waiting _ -> throw Refused.forNow(503, "The room lets nobody in now. Try again.", 5);
            case null -> throw Refused.forNow(503, "The room does not answer. Try again.", 5);
        }
    }

    private void publish(JoinReply.Admitted admitted) {
        seat = admitted.seat();
        Ticket ticket = admitted.ticket();
        var self = getContext().getSelf();
        await(openTok.sessions()
                .ingest(
                        new ConnectRequest(1, ticket.apiKey(), ticket.sessionId(), ticket.token(), null),
                        new Ingest.Description(
                                person.name().text(),
                                "camera",
                                SdpText.has(offer(), "audio"),
                                SdpText.has(offer(), "video")),
                        offer(),
                        () -> self.tell(new ResourceCommand.Ended()))
                .thenApply(MediaEnd.Publishing::new));
    }

    @Override
    void open(MediaEnd end) {
        if (seat != null && end instanceof MediaEnd.Publishing(Ingest ingest)) {
            rooms.act(person.room(), seat, new Action.Streaming(ingest.streamId()));
            rooms.act(person.room(), seat, new Action.Sources(source(end, "audio"), source(end, "video")));
        }
    }

    private static Source source(MediaEnd end, String kind) {
        return SdpText.has(end.answer(), kind) ? Source.ON : Source.NONE;
    }

    @Override
    boolean happened(RoomEvent event) {
        return switch (event) {
            case RoomEvent.TakenOver(), RoomEvent.Out _ -> false;
            case RoomEvent _ -> true;
        };
    }

    @Override
    void gone() {
        if (seat != null) {
            rooms.leave(person.room(), seat);
        }
    }

    @Override
    void admitted(ResourceCommand.Admitted admitted) {
        throw new AssertionError("an encoder does not ask to watch");
    }
}
