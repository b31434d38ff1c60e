package dev.roomjar.app.rooms;

import java.util.EnumSet;
import java.util.Set;

/**
 * How a room is set up, as everybody in it may know.
 *
 * @param locked nobody new comes in
 * @param password newcomers are asked for a password, which is told to nobody
 * @param waitingRoom newcomers wait until a host lets them in
 * @param listed the lobby shows the room
 * @param freedoms what guests may do
 */
public record Rules(boolean locked, boolean password, boolean waitingRoom, boolean listed, Set<Freedom> freedoms) {

    public Rules {
        freedoms = Set.copyOf(freedoms);
    }

    static Rules of(Opening opening) {
        return new Rules(
                false,
                !opening.password().isEmpty(),
                opening.waitingRoom(),
                opening.listed(),
                EnumSet.allOf(Freedom.class));
    }

    public boolean allows(Freedom freedom) {
        return freedoms.contains(freedom);
    }

    Rules locked(boolean on) {
        return new Rules(on, password, waitingRoom, listed, freedoms);
    }

    Rules password(boolean on) {
        return new Rules(locked, on, waitingRoom, listed, freedoms);
    }

    Rules waitingRoom(boolean on) {
        return new Rules(locked, password, on, listed, freedoms);
    }

    Rules listed(boolean on) {
        return new Rules(locked, password, waitingRoom, on, freedoms);
    }

    Rules allow(Freedom freedom, boolean on) {
        EnumSet<Freedom> changed = EnumSet.noneOf(Freedom.class);
        changed.addAll(freedoms);
        if (on) {
            changed.add(freedom);
        } else {
            changed.remove(freedom);
        }
        return new Rules(locked, password, waitingRoom, listed, changed);
    }
}
