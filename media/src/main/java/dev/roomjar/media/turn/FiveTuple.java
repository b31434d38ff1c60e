package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;

/**
 * What tells one client's traffic from another's (RFC 8656 §3). The server's own address and port are left out: there is one
 * port for all clients.
 *
 * @param overStream whether the client came by TCP or TLS, else by UDP
 */
public record FiveTuple(TransportAddress client, boolean overStream) {

    @Override
    public String toString() {
        return client + (overStream ? "/tcp" : "/udp");
    }
}
