package dev.roomjar.app.room;

import dev.roomjar.app.rooms.LobbyUpdated;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomSummary;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What somebody who stands before a room sees of it: as much as strangers may know. */
final class Peephole {
    private final RoomMaster master;
    private @Nullable ActorRef<LobbyUpdated> updates;
    private @Nullable RoomSummary glimpse;

    Peephole(RoomMaster master) {
        this.master = master;
    }

    /**
     * Shows from now on what goes on in a room.
     *
     * @param updates lead to {@link #show}
     * @param view ends when nobody looks any more
     */
    void open(Name room, ActorRef<LobbyUpdated> updates, ActorRef<?> view) {
        if (this.updates == null) {
            this.updates = updates;
            master.watchRoom(room, updates, view);
        }
    }

    void show(LobbyUpdated now) {
        glimpse = now.rooms().stream().findFirst().orElse(null);
    }

    void close() {
        if (updates != null) {
            master.stopWatching(updates);
            updates = null;
        }
    }

    /** What was last seen; null while the room is not open. */
    @Nullable
    RoomSummary glimpse() {
        return glimpse;
    }
}
