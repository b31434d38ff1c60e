package dev.roomjar.app.rooms;

/** A text that cannot be a {@link Name}; the message says why, in words for the person who typed it. */
public final class InvalidName extends IllegalArgumentException {

    InvalidName(String message) {
        super(message);
    }
}
