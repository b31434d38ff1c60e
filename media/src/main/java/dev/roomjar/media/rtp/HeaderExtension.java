package dev.roomjar.media.rtp;

import java.util.Optional;

/** The RTP header extensions (RFC 8285) that this server understands, with the URI that names each in SDP. */
public enum HeaderExtension {
    /** Which media section a packet belongs to (RFC 9143 §15.1). */
    MID("urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** Which simulcast encoding a packet belongs to (RFC 8852). */
    RID("urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** Which simulcast encoding a retransmission repairs (RFC 8852). */
    REPAIRED_RID("urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    /** When the packet left its sender, for the receiver's bandwidth estimate. */
    ABS_SEND_TIME("http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    /** A sequence number over all packets of a transport (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_CC("http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /** Loudness and voice activity (RFC 6464). */
    AUDIO_LEVEL("urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /** Frame dependencies and layers ("RTP Payload Format For AV1", appendix A). */
    DEPENDENCY_DESCRIPTOR("https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension"),
    /** Rotation of the camera (3GPP TS 26.114 §7.4.5). */
    VIDEO_ORIENTATION("urn:3gpp:video-orientation");

    private final String uri;

    HeaderExtension(String uri) {
        this.uri = uri;
    }

    /** The URI of its {@code a=extmap} line. */
    public String uri() {
        return uri;
    }

    /** The extension with that URI; empty if it is not understood here. */
    public static Optional<HeaderExtension> named(String uri) {
        for (HeaderExtension extension : values()) {
            if (extension.uri.equals(uri)) {
                return Optional.of(extension);
            }
        }
        return Optional.empty();
    }
}
