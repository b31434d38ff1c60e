package dev.roomjar.media.peer;

import dev.roomjar.media.ice.TransportAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where several loops have sockets at one port and the system deals datagrams out among them without knowing whose they are: the
 * way from the loop that got one to the loop that it is for. Thread rule: called on one loop; see the implementation for how it
 * reaches the others. What is not overridden is so for a loop that has its port for itself.
 */
public interface SharedPort {
    /** A loop that has its port for itself. */
    SharedPort NONE = new SharedPort() {};

    /** Checks with this user name fragment are for this loop from now on. */
    default void claim(String ufrag) {}

    default void release(String ufrag) {}

    /** Everything else from this address, which has proven itself, is for this loop from now on. */
    default void claim(TransportAddress address) {}

    default void release(TransportAddress address) {}

    /**
     * Passes a datagram that is not for this loop on to the one that it is for; the bytes are copied.
     *
     * @param ufrag whom a check is for, null for everything else
     * @return false where no other loop claims it
     */
    default boolean pass(
            @Nullable String ufrag,
            byte[] buffer,
            int offset,
            int length,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            int base) {
        return false;
    }
}
