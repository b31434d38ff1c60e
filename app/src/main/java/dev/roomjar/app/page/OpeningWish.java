package dev.roomjar.app.page;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.liveview.FormRequest;
import dev.roomjar.liveview.Session;

/**
 * How a visitor wants the room to be that they are about to open: kept in their own session, so that the link of the room
 * carries nothing of it, and only for the room they named last.
 */
public final class OpeningWish {

    private static final String ROOM = "opens";
    private static final String RULES = "opens_as";
    private static final String PASSWORD = "opens_password";

    private static final String HIDDEN = "hidden";
    private static final String WAITING = "waiting";

    private OpeningWish() {}

    /** Keeps what the form "Create room" says. */
    public static void keep(FormRequest form, Name room) {
        String password =
                form.params().find("password").filter(typed -> !typed.isBlank()).orElse("");
        form.store(ROOM, room.key());
        form.store(
                RULES,
                (form.params().find(HIDDEN).isPresent() ? HIDDEN + " " : "")
                        + (form.params().find(WAITING).isPresent() ? WAITING : ""));
        form.store(PASSWORD, password.substring(0, Math.min(password.length(), Opening.LONGEST_PASSWORD)));
    }

    /** What the visitor wanted of this room; an open and listed one if they said nothing. */
    public static Opening of(Session session, Name room) {
        String rules = session.get(RULES);
        String password = session.get(PASSWORD);
        if (rules == null || password == null || !room.key().equals(session.get(ROOM))) {
            return Opening.PUBLIC;
        }
        return new Opening(!rules.contains(HIDDEN), rules.contains(WAITING), password);
    }
}
