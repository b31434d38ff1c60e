package dev.roomjar.app.rooms;

/**
 * How a room is to be if it opens for this; means nothing where it is open already.
 *
 * @param listed whether the lobby shows it
 * @param waitingRoom whether newcomers wait for a host
 * @param password what newcomers are asked for, empty for nothing
 */
public record Opening(boolean listed, boolean waitingRoom, String password) {

    /** In characters. */
    public static final int LONGEST_PASSWORD = 100;

    /** A room that the lobby shows and anybody may enter. */
    public static final Opening PUBLIC = new Opening(true, false, "");

    public Opening {
        if (password.length() > LONGEST_PASSWORD) {
            throw new IllegalArgumentException("a password has at most " + LONGEST_PASSWORD + " characters");
        }
    }

    @Override
    public String toString() {
        return "Opening[listed=" + listed + ", waitingRoom=" + waitingRoom + "]";
    }
}
