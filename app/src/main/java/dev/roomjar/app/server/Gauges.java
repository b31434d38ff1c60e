package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Instruments;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.liveview.vertx.LiveServer;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.SessionStatistics;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What can be read off the parts of a running server. */
final class Gauges implements Instruments {
    private final MediaServer media;
    private final OpenTok openTok;
    private volatile @Nullable LiveServer pages;

    Gauges(MediaServer media, OpenTok openTok) {
        this.media = media;
        this.openTok = openTok;
    }

    /** The pages are served after everything that they show is there, these gauges too. */
    void pages(LiveServer served) {
        pages = served;
    }

    @Override
    public CompletionStage<SessionStatistics> statistics(String sessionId) {
        return openTok.statistics(sessionId);
    }

    @Override
    public List<Double> loads() {
        return media.loads();
    }

    @Override
    public long count(MediaCounter counter) {
        return media.count(counter);
    }

    @Override
    public long count(LiveCounter counter) {
        LiveServer served = pages;
        return served == null ? 0 : served.counters().count(counter);
    }

    @Override
    public int openPages() {
        LiveServer served = pages;
        return served == null ? 0 : served.openSockets();
    }
}
