package dev.roomjar.media;

/** What the bandwidth to a receiver allows for one subscription's video. */
public enum VideoQuality {
    /** It is sent, with something to spare. */
    SUFFICIENT,
    /** It is sent in its lowest layer and would be paused if the bandwidth fell any further. */
    AT_RISK,
    /** It is paused: the bandwidth does not carry even its lowest layer. Audio goes on. */
    PAUSED
}
