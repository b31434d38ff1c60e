package dev.roomjar.media.sdp;

import java.util.List;

/**
 * What a peer's session description says of its transport.
 *
 * @param ufrag its ICE user name fragment (RFC 8839 §5.4)
 * @param password its ICE password
 * @param fingerprints the certificates it may use, each as {@code "sha-256 AA:BB:…"} (RFC 8122); at least one. The hash name
 *     is in lower case, the digits in upper case
 * @param reducedSizeRtcp whether RTCP packets may come alone instead of in compounds (RFC 5506)
 * @param awaitsHandshake whether it insists on being the DTLS server ({@code a=setup:passive}, RFC 8842 §5), so that this server
 *     must begin
 */
public record RemoteTransport(
        String ufrag, String password, List<String> fingerprints, boolean reducedSizeRtcp, boolean awaitsHandshake) {
    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
    }

    /** The usual kind, which begins the handshake itself. */
    public RemoteTransport(String ufrag, String password, List<String> fingerprints, boolean reducedSizeRtcp) {
        this(ufrag, password, fingerprints, reducedSizeRtcp, false);
    }
}
