package dev.roomjar.opentok;

import java.util.List;

/** Told who speaks in the sessions of this process. Called one at a time for each session; return promptly and never block. */
@FunctionalInterface
public interface SpeakerListener {

    /**
     * Somebody else speaks, or one who spoke is gone. Silence changes nothing, nor do coughs and short remarks.
     *
     * @param speakers the streams of those who spoke, who speaks now or spoke last first; at most 16. A stream tells its
     *     connection and the data of its token
     */
    void activeSpeakersChanged(String sessionId, List<StreamInfo> speakers);
}
