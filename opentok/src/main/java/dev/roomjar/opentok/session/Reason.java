package dev.roomjar.opentok.session;

/** Why a connection or a stream ended, in OpenTok's words. */
public enum Reason {
    CLIENT_DISCONNECTED("clientDisconnected"),
    NETWORK_DISCONNECTED("networkDisconnected"),
    FORCE_DISCONNECTED("forceDisconnected"),
    FORCE_UNPUBLISHED("forceUnpublished"),
    MEDIA_STOPPED("mediaStopped");

    private final String word;

    Reason(String word) {
        this.word = word;
    }

    /** The word in events. */
    public String word() {
        return word;
    }
}
