package dev.roomjar.opentok.signalling;

import java.util.List;

/**
 * An entry of a browser's {@code RTCConfiguration.iceServers}.
 *
 * @param urls {@code stun:} and {@code turn:} addresses (RFC 7064, RFC 7065)
 * @param username empty where none is needed
 * @param credential likewise
 */
public record IceServer(List<String> urls, String username, String credential) {
    public IceServer {
        urls = List.copyOf(urls);
    }

    /** Without the credential. */
    @Override
    public String toString() {
        return "IceServer[" + urls + "]";
    }
}
