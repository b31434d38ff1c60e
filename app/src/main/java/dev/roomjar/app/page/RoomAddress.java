package dev.roomjar.app.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.app.rooms.Name;
import java.net.URLEncoder;

/** Where the page of a room is, on this site. */
public final class RoomAddress {
    private static final String ROOMS = "/rooms/";

    private RoomAddress() {}

    /** The path of a room. */
    public static String of(Name room) {
        return ROOMS + room.pathSegment();
    }

    /** Path and query that bring an invitation along. */
    public static String invited(Name room, String invitation) {
        return of(room) + "?invite=" + URLEncoder.encode(invitation, UTF_8);
    }

    /** Whether that is a path to a room, and leads nowhere else, whatever a browser makes of it. */
    static boolean is(String path) {
        return path.startsWith(ROOMS) && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
