package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;
import org.jspecify.annotations.Nullable;

/** The way from allocations to the media server, and the rule that it leads nowhere else. */
public interface RelaySockets {

    /** Whether the media server is known to peers under this address and port. */
    boolean reaches(TransportAddress peer);

    /** Whether it is known under this address with any port; the port given does not count. */
    boolean reachesHost(TransportAddress peer);

    /** Whether it is known under any address of a family. */
    boolean reachesFamily(boolean ipv4);

    /** A new socket whose relayed address is of a family; null where none can be had now. */
    @Nullable
    RelaySocket open(boolean ipv4);
}
