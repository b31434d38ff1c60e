package dev.roomjar.media.ice;

/** What an agent knows of its peer's reachability. */
public enum IceState {
    /** No connectivity check has proven itself yet. */
    WAITING,
    /** The peer is heard: there is an address to send to. */
    CONNECTED,
    /** Nothing heard for {@link IceTimings#disconnectedAfter()}; sending goes on, and it may come back by itself. */
    DISCONNECTED,
    /** Consent to send has expired (RFC 7675 §5.1): send nothing until a restart brings a new pair. */
    EXPIRED
}
