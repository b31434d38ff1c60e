package dev.roomjar.app.lobby;

import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.page.OpeningWish;
import dev.roomjar.app.page.RoomAddress;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.LobbyUpdated;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomSummary;
import dev.roomjar.liveview.FormRequest;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;

/** The way in: a name, then a room. The list of rooms changes in front of the visitor. */
@Live("/")
public final class LobbyLive extends AppLive {

    private final RoomMaster master;
    private final boolean invitedOnly;
    private List<RoomSummary> rooms = List.of();
    private String query = "";
    private String name = "";

    /** @param invitedOnly whether nothing is to be done or seen here, since rooms open by personal links only */
    public LobbyLive(RoomMaster master, boolean invitedOnly) {
        this.master = master;
        this.invitedOnly = invitedOnly;
    }

    /** Handles the form "Room name": going to a room opens it, as its options say. */
    public static String createRoom(FormRequest form) {
        try {
            Name room = Name.of(form.params().get("room"));
            OpeningWish.keep(form, room);
            return RoomAddress.of(room);
        } catch (InvalidName invalid) {
            form.flash("error", invalid.advice());
            return "/";
        }
    }

    @Override
    protected void mount(Params params) throws Exception {
        if (invitedOnly) {
            return;
        }
        name = Visitor.of(session()).map(visitor -> visitor.name().text()).orElse("");
        rooms = master.lobby().toCompletableFuture().get().rooms();
        if (connected()) {
            master.watchLobby(receive(LobbyUpdated.class, update -> rooms = update.rooms()), self());
        }
    }

    /** Shows only rooms with these words in their names or in those of their people. */
    @On
    void search(String query) {
        this.query = query.strip();
    }

    @Override
    protected Rendered render() {
        if (invitedOnly) {
            return ByLinkOnlyHtml.render(words(), csrfToken());
        }
        List<RoomSummary> found =
                rooms.stream().filter(room -> Search.finds(room, query)).toList();
        return LobbyHtml.render(words(), name, rooms.size(), query, found, csrfToken());
    }

    @Override
    protected String title() {
        return "";
    }
}
