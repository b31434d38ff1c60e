package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.PacketCopy;
import org.jspecify.annotations.Nullable;

/**
 * One thing on its way from loop to loop: a packet or a sender report for a replica, or how loud a publication is, for the floor of
 * its session. A slot of the ring of the loop that it goes to.
 */
final class Crossing {
    final PacketCopy copy = new PacketCopy();

    @Nullable
    Replica replica;

    @Nullable
    RemoteVoice voice;

    int level;

    /** On the loop that it came to. */
    void arrived(long nowNanos) {
        Replica to = replica;
        if (to != null) {
            replica = null;
            to.arrived(copy, nowNanos);
        }
        RemoteVoice of = voice;
        if (of != null) {
            voice = null;
            of.heard(level, nowNanos);
        }
    }
}
