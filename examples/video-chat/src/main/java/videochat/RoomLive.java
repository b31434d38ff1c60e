package videochat;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One user's page of a room. */
@Live("/rooms/{room}")
final class RoomLive extends LiveView {
    private final RoomMaster master;
    private String room = "";
    private String name = "";
    private RoomMaster.@Nullable Ticket ticket;
    private List<RoomMaster.User> users = List.of();

    RoomLive(RoomMaster master) {
        this.master = master;
    }

    @Override
    protected void mount(Params params) {
        String known = session().get("name");
        String browser = session().get("browser");
        if (known == null || browser == null) {
            redirect("/");
            return;
        }
        room = params.get("room");
        name = known;
        if (connected()) {
            Consumer<List<RoomMaster.User>> roomUpdated = tell(now -> users = now);
            ticket = master.join(room, name, browser, roomUpdated);
            onClose(() -> master.leave(room, name, roomUpdated));
            if (ticket == null) {
                flash("error", name + " is in that room already.");
                navigate("/");
            }
        }
    }

    @On("get_publish_info")
    RoomMaster.@Nullable Ticket getPublishInfo() {
        return ticket;
    }

    @On("store_stream_id")
    void storeStreamId(Params event) {
        master.publish(room, name, event.get("stream_id"));
    }

    @Override
    protected Rendered render() {
        return RoomHtml.render(room, name, users);
    }
}
