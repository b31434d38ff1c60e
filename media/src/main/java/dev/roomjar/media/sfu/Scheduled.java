package dev.roomjar.media.sfu;

/** What is looked at when it was touched or when its deadline has come. Thread rule: one loop. */
abstract class Scheduled {
    /** A deadline that is due although nothing came of it is not looked at again before this. */
    static final long MIN_WAIT = 1_000_000;

    final Sfu sfu;

    /** Owned by {@link Deadlines}. */
    int heapIndex = -1;

    long deadline;

    /** Owned by {@link Sfu}: whether it waits to be settled. */
    boolean touched;

    Scheduled(Sfu sfu) {
        this.sfu = sfu;
    }

    abstract boolean isOpen();

    /** Brings everything that follows from this turn's input on its way. */
    abstract void settle(long nowNanos);

    /** Ends it, because of a fault of this server. */
    abstract void faulted(long nowNanos);
}
