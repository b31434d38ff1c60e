package dev.roomjar.media.peer;

import dev.roomjar.media.ice.TransportAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer's datagrams go: its address, plus room for what an {@link Outbox} and an engine remember about it, so that
 * neither looks anything up per packet. Thread rule: one loop.
 */
public final class Destination {
    private final TransportAddress address;
    private @Nullable Object engineAddress;

    /** First and last packet of this destination in the outbox's current batch; meaningful while {@link #batch} is that batch. */
    int first;

    int last;
    long batch = -1;

    public Destination(TransportAddress address) {
        this.address = address;
    }

    /** Whether this is a TCP connection. */
    boolean isStream() {
        return address.isTcp();
    }

    public TransportAddress address() {
        return address;
    }

    /** The form of the address that the engine in use prefers, null until it sets one. */
    public @Nullable Object engineAddress() {
        return engineAddress;
    }

    public void engineAddress(Object address) {
        engineAddress = address;
    }
}
