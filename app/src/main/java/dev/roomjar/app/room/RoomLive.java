package dev.roomjar.app.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.Arrival;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.JoinReply.Admitted;
import dev.roomjar.app.rooms.JoinReply.Refused;
import dev.roomjar.app.rooms.JoinReply.Waiting;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.RoomEvent.RoomUpdated;
import dev.roomjar.app.rooms.RoomEvent.ServerStopping;
import dev.roomjar.app.rooms.RoomEvent.TakenOver;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.rooms.Ticket;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** One person's page of a room: joins it, shows who is there, and hands the browser what it needs to publish. */
@Live("/rooms/{room}")
public final class RoomLive extends AppLive {

    /** The answer to {@code get_publish_info}. */
    record PublishInfo(
            String key,
            String token,
            @JsonProperty("session_id") String sessionId) {
        @Override
        public String toString() {
            return "PublishInfo[sessionId=" + sessionId + "]";
        }
    }

    /** The place in the room once the person is in. */
    private record Place(String seat, Ticket ticket) {}

    private final RoomMaster master;
    private Name room = Name.of("?");
    private @Nullable Visitor visitor;
    private @Nullable Place place;
    private RoomState roster = RoomState.empty(room);
    private DeviceState microphone = DeviceState.ON;
    private DeviceState camera = DeviceState.ON;
    private String announcement = "";

    public RoomLive(RoomMaster master) {
        this.master = master;
    }

    @Override
    protected void mount(Params params) throws Exception {
        try {
            room = Name.of(params.get("room"));
        } catch (InvalidName invalid) {
            turnAway(invalid.advice());
            return;
        }
        roster = RoomState.empty(room);
        visitor = Visitor.of(session()).orElse(null);
        if (visitor != null && connected()) {
            join(visitor);
        }
    }

    private void join(Visitor person) throws InterruptedException, ExecutionException {
        var events = receive(RoomEvent.class, this::happened);
        var reply = master.join(room, Arrival.of(person.name(), person.secret()), events, self());
        switch (reply.toCompletableFuture().get()) {
            case Admitted(String seat, Ticket ticket, RoomState people, var _, var _) -> {
                place = new Place(seat, ticket);
                roster = people;
            }
            case Refused(var refusal) -> turnAway(Refusals.say(words(), refusal));
            case Waiting _ -> turnAway("The host lets people in one by one, which this page cannot wait for yet.");
        }
    }

    private void happened(RoomEvent event) {
        switch (event) {
            case RoomUpdated(RoomState now, var _) -> {
                announcement = Announcement.between(words(), roster, now);
                roster = now;
            }
            case ServerStopping(long seconds) -> flash("info", stopping(seconds));
            case TakenOver() -> {
                place = null;
                turnAway(words().say("room.takenover"));
            }
            case RoomEvent _ -> {}
        }
    }

    private String stopping(long seconds) {
        return seconds < 90
                ? words().say("room.stopping.seconds", seconds)
                : words().say("room.stopping.minutes", Math.ceilDiv(seconds, 60));
    }

    private void turnAway(String message) {
        flash("error", message);
        redirect("/");
    }

    /** The hook has opened, or tried to open, the devices. */
    @On
    void devices(DeviceState microphone, DeviceState camera) {
        this.microphone = microphone;
        this.camera = camera;
        tellSources();
    }

    /** The hook is about to start, or to start anew: what it published before is no more. */
    @On("get_publish_info")
    @Nullable
    PublishInfo getPublishInfo() {
        if (place == null) {
            return null;
        }
        master.act(room, place.seat(), new Action.Streaming(null));
        Ticket ticket = place.ticket();
        return new PublishInfo(ticket.apiKey(), ticket.token(), ticket.sessionId());
    }

    @On("store_stream_id")
    void storeStreamId(Params event) {
        if (place != null) {
            master.act(room, place.seat(), new Action.Streaming(event.get("stream_id")));
        }
    }

    @On("switch_microphone")
    void switchMicrophone(boolean on) {
        microphone = switched(microphone, on);
        tellSources();
    }

    @On("switch_camera")
    void switchCamera(boolean on) {
        camera = switched(camera, on);
        tellSources();
    }

    private static DeviceState switched(DeviceState state, boolean on) {
        return !state.usable() ? state : on ? DeviceState.ON : DeviceState.OFF;
    }

    private void tellSources() {
        if (place != null) {
            master.act(room, place.seat(), new Action.Sources(microphone.source(), camera.source()));
        }
    }

    @Override
    protected Rendered render() {
        if (visitor == null) {
            return DoorstepHtml.render(words(), room, csrfToken());
        }
        return RoomHtml.render(
                words(),
                roster.room(),
                visitor.name(),
                others(),
                Switch.microphone(words(), microphone),
                Switch.camera(words(), camera),
                DeviceNotice.of(words(), microphone, camera),
                announcement);
    }

    private List<Tile> others() {
        String own = place == null ? "" : place.seat();
        return roster.people().stream()
                .filter(person -> !person.seat().equals(own))
                .map(person -> Tile.of(words(), person))
                .toList();
    }

    @Override
    protected String title() {
        return roster.room().text();
    }
}
