package dev.roomjar.liveview.channel;

/** What the channel counts, for metrics. */
public enum LiveCounter {
    SOCKETS_OPENED("WebSockets opened"),
    SOCKETS_REFUSED("WebSockets refused for their origin"),
    SOCKETS_SILENT("WebSockets given up because no pong came"),
    SOCKETS_SLOW("WebSockets cut because the browser did not read"),
    FRAMES_RECEIVED("Frames received"),
    FRAMES_MALFORMED("Frames that were not understood and ignored"),
    FRAMES_SENT("Frames sent"),
    JOINS("Views joined"),
    JOINS_REFUSED("Joins refused before the view was asked"),
    VIEWS_ENDED("Views ended, for whatever reason"),
    VIEW_FAULTS("Views ended by an exception"),
    EVENTS_OVER_LIMIT("Views ended because their page sent too many messages");

    private final String description;

    LiveCounter(String description) {
        this.description = description;
    }

    /** For a person who reads the metrics. */
    public String description() {
        return description;
    }
}
