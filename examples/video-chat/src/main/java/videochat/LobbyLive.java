package videochat;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;

/** Says who you are and which rooms there are. */
@Live("/")
final class LobbyLive extends LiveView {
    private final RoomMaster master;
    private List<String> rooms = List.of();

    LobbyLive(RoomMaster master) {
        this.master = master;
    }

    @Override
    protected void mount(Params params) {
        rooms = master.rooms();
        if (connected()) {
            onClose(master.watch(tell(now -> rooms = now)));
        }
    }

    @Override
    protected Rendered render() {
        return LobbyHtml.render(session().get("name"), rooms, csrfToken(), flash("error"));
    }
}
