package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.audio.Speaker;
import dev.roomjar.media.peer.Ring;
import org.jspecify.annotations.Nullable;

/**
 * A publication's place among the speakers of its session where these are kept on another loop, the session's home: levels go
 * there, and back comes whether it is heard. So it is decided once, in one place, and the answer is as old as a crossing takes.
 */
final class RemoteVoice {
    private final LivePublication publication;
    private final LiveSession session;
    private final Sfu home;

    /** Owned by the home loop, as is all below. */
    private @Nullable Speaker speaker;

    private boolean audible;
    private boolean ended;

    RemoteVoice(LivePublication publication, LiveSession session) {
        this.publication = publication;
        this.session = session;
        home = session.home.sfu;
    }

    /** Tells the level of a packet; on the publication's loop. */
    void tell(int level) {
        long turn = home.crossings.claim();
        if (turn == Ring.FULL) {
            publication.sfu.environment.counters().increment(MediaCounter.CROSSINGS_OVERFLOWED);
            return;
        }
        Crossing slot = home.crossings.slot(turn);
        slot.voice = this;
        slot.level = level;
        home.crossings.publish(turn);
        publication.sfu.wakeLater(home);
    }

    /** A level came; on the home loop. */
    void heard(int level, long nowNanos) {
        if (ended) {
            return;
        }
        if (speaker == null) {
            speaker = session.speakers.add(publication.id);
        }
        boolean now = session.speakers.heard(speaker, level, nowNanos);
        session.tellSpeakers(publication, nowNanos);
        if (now != audible) {
            audible = now;
            publication.sfu.environment.mailbox().post(then -> publication.audible(now, then));
        }
    }

    /** The publication ended; on its loop. */
    void end() {
        home.environment.mailbox().post(now -> {
            ended = true;
            if (speaker != null) {
                session.speakers.remove(speaker);
                session.tellSpeakers(publication, now);
            }
        });
    }
}
