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
 */
public record RemoteTransport(String ufrag, String password, List<String> fingerprints, boolean reducedSizeRtcp) {
    public RemoteTransport {
        fingerprints = List.copyOf(fingerprints);
    }
}
