package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Source;

/** What the page says of its microphone or camera. */
public enum DeviceState {
    ON(Source.ON),
    OFF(Source.OFF),
    /** The person, their browser or their system does not allow it. */
    REFUSED(Source.NONE),
    /** There is none. */
    MISSING(Source.NONE),
    /** Another program has it. */
    BUSY(Source.NONE),
    /** Browsers give devices to secure pages only, and this is none. */
    INSECURE(Source.NONE);

    private final Source source;

    DeviceState(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    /** Switched by the person or a host; what cannot be used stays so. */
    DeviceState switched(boolean on) {
        return !usable() ? this : on ? ON : OFF;
    }

    boolean usable() {
        return source != Source.NONE;
    }
}
