package dev.roomjar.media;

import java.util.List;

/** Told about a session, on its media loop's thread. */
public interface SessionListener {
    /** Listens to nothing. */
    SessionListener NONE = publications -> {};

    /**
     * Somebody else speaks, or one who spoke left. Told by the audio level extension (RFC 6464); publications without it are
     * not told apart. Silence changes nothing, nor do coughs and short remarks.
     *
     * @param publications ids of those who spoke, who speaks now or spoke last first
     */
    void activeSpeakers(List<String> publications);
}
