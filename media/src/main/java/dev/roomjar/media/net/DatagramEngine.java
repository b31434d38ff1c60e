package dev.roomjar.media.net;

import dev.roomjar.media.peer.Outbox;
import java.net.InetSocketAddress;

/** One UDP socket moved in batches. Thread rule: one loop, but for {@link #wakeUp}. */
interface DatagramEngine extends Outbox.Drain, AutoCloseable {

    /** Where the socket is bound. */
    InetSocketAddress localAddress();

    /** What it is, in a few words for the log. */
    String description();

    /**
     * Waits for datagrams, a wake-up or the time given, and reads what is there.
     *
     * @param timeoutNanos 0 to return at once
     * @return how many datagrams the inbox now holds, 0 to {@link Inbox#CAPACITY}
     */
    int receive(Inbox inbox, long timeoutNanos);

    /** Ends a wait, or the next one if none is under way. From any thread. */
    void wakeUp();

    @Override
    void close();
}
