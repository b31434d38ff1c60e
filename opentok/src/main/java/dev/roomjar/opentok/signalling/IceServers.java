package dev.roomjar.opentok.signalling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a browser, whenever it connects, which STUN and TURN servers to use: their credentials may expire. */
@FunctionalInterface
public interface IceServers {

    /**
     * The servers for one client. Called on any thread; return promptly.
     *
     * @param connectionId whose credentials they are
     * @param host the host name or address by which the client reached this server, as in the Host header, without a port; it
     *     is the client's word. Null where it named none
     */
    List<IceServer> forClient(String connectionId, @Nullable String host);
}
