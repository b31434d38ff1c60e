package dev.roomjar.media.sfu;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.forward.PublishedPacket;
import dev.roomjar.media.forward.PublishedTrack;
import dev.roomjar.media.peer.Ring;
import dev.roomjar.media.sdp.PublisherAnswer;

/**
 * A publication's end of the way to one of its replicas: packets go over by the ring of the replica's loop, everything else by its
 * mailbox. Thread rule: the publication's loop.
 */
final class ReplicaLink {
    final Replica replica;
    private final Sfu from;
    private final Sfu to;

    /** The highest spatial layer that is wanted there, and how many read the video there. */
    private int wanted = -1;

    private int receivers;

    private int toldAsked;
    private int toldElsewhere;

    ReplicaLink(Replica replica, Sfu from) {
        this.replica = replica;
        this.from = from;
        to = replica.sfu;
    }

    int wanted() {
        return wanted;
    }

    int receivers() {
        return receivers;
    }

    void demand(int highestWanted, int readers) {
        wanted = highestWanted;
        receivers = readers;
    }

    void open(PublisherAnswer negotiated, int asked, int elsewhere) {
        toldAsked = asked;
        toldElsewhere = elsewhere;
        to.environment.mailbox().post(now -> replica.opened(negotiated, asked, elsewhere, now));
    }

    void renegotiated(PublisherAnswer negotiated) {
        to.environment.mailbox().post(now -> replica.renegotiated(negotiated, now));
    }

    /** The publication ended. */
    void end() {
        to.environment.mailbox().post(now -> replica.end());
    }

    /** Tells what the publisher was asked for and how many read its video on other loops, where that changed. */
    void tell(int asked, int elsewhere) {
        if (asked != toldAsked || elsewhere != toldElsewhere) {
            toldAsked = asked;
            toldElsewhere = elsewhere;
            to.environment.mailbox().post(now -> replica.told(asked, elsewhere, now));
        }
    }

    void packet(PublishedPacket packet) {
        long turn = claim();
        if (turn != Ring.FULL) {
            Crossing slot = to.crossings.slot(turn);
            publish(turn, slot, packet.copyTo(slot.copy));
        }
    }

    /** A packet that did not come over before, by the lowest 16 bits of its number. */
    void packetAgain(PublishedTrack track, int encoding, int generation, int number) {
        long turn = claim();
        if (turn != Ring.FULL) {
            Crossing slot = to.crossings.slot(turn);
            publish(turn, slot, track.copyAgain(encoding, generation, number, slot.copy));
        }
    }

    /** What the publisher reported of a track since then. */
    void reports(PublishedTrack track, long sinceNanos) {
        for (int encoding = 0; encoding < track.encodings(); encoding++) {
            long turn = claim();
            if (turn != Ring.FULL) {
                Crossing slot = to.crossings.slot(turn);
                publish(turn, slot, track.copyReport(encoding, sinceNanos, slot.copy));
            }
        }
    }

    private long claim() {
        long turn = to.crossings.claim();
        if (turn == Ring.FULL) {
            from.environment.counters().increment(MediaCounter.CROSSINGS_OVERFLOWED);
        }
        return turn;
    }

    /** @param filled whether there was anything; what is claimed must be published */
    private void publish(long turn, Crossing slot, boolean filled) {
        slot.replica = filled ? replica : null;
        to.crossings.publish(turn);
        // Even for nothing: what others published behind it waits for it.
        from.wakeLater(to);
        if (filled) {
            from.environment.counters().increment(MediaCounter.CROSSED);
        }
    }
}
