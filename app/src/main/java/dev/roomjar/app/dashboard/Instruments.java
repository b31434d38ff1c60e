package dev.roomjar.app.dashboard;

import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.opentok.SessionStatistics;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What can be read off the running server. Thread rule: any thread; nothing blocks. */
public interface Instruments {

    /** What a video session carries. */
    CompletionStage<SessionStatistics> statistics(String sessionId);

    /** Which part of its time each media loop works, 0 to 1. */
    List<Double> loads();

    /** What media counts. */
    long count(MediaCounter counter);

    /** What the live pages count. */
    long count(LiveCounter counter);

    /** Pages that are connected now. */
    int openPages();
}
