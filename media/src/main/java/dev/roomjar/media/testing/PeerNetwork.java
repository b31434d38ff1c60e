package dev.roomjar.media.testing;

import dev.roomjar.media.ice.TransportAddress;

/** Sends a fake peer's datagrams; the bytes are the caller's again when it returns. */
@FunctionalInterface
public interface PeerNetwork {
    void send(TransportAddress to, byte[] buffer, int offset, int length, long nowNanos);
}
