package dev.roomjar.media.rtp;

/** What a media stream carries: the first word of an SDP {@code m=} line (RFC 8866 §5.14). */
public enum MediaKind {
    AUDIO,
    VIDEO;

    /** The word of the {@code m=} line. */
    public String sdpName() {
        return this == AUDIO ? "audio" : "video";
    }
}
