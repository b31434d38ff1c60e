package dev.roomjar.media.sdp;

import dev.roomjar.media.ice.TransportAddress;
import java.util.List;

/**
 * What this server tells a peer of its transport.
 *
 * @param ufrag the ICE user name fragment (RFC 8839 §5.4); a new one with a new password restarts ICE
 * @param password the ICE password
 * @param fingerprint of the DTLS certificate, as {@code "sha-256 AA:BB:…"} (RFC 8122)
 * @param candidates the addresses to send to, best first, at least one; those that are {@link TransportAddress#isTcp} take TCP
 *     connections
 */
public record LocalTransport(String ufrag, String password, String fingerprint, List<TransportAddress> candidates) {
    public LocalTransport {
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("a transport needs at least one address to be reached at");
        }
    }
}
