package dev.roomjar.app.rooms;

/** A text that cannot be a {@link Name}. */
public final class InvalidName extends IllegalArgumentException {

    private final String advice;

    InvalidName(String advice) {
        super(advice);
        this.advice = advice;
    }

    /** What is wrong, in words for the person who typed it. */
    public String advice() {
        return advice;
    }
}
