package dev.roomjar.opentok;

/** Something a client may do in a session besides being connected to it. */
public enum Capability {
    PUBLISH("publish"),
    SUBSCRIBE("subscribe"),
    SIGNAL("signal"),
    FORCE_DISCONNECT("forceDisconnect"),
    FORCE_UNPUBLISH("forceUnpublish"),
    FORCE_MUTE("forceMute");

    private final String property;

    Capability(String property) {
        this.property = property;
    }

    /** The property of the browser library's {@code session.capabilities} that is 1 for those who may, 0 for others. */
    public String property() {
        return property;
    }
}
