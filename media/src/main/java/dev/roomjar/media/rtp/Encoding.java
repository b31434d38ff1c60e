package dev.roomjar.media.rtp;

import java.util.Optional;

/** The media encodings that are forwarded: their names in {@code a=rtpmap} and their RTP clock rates in Hz. */
public enum Encoding {
    /** RFC 7587. */
    OPUS(MediaKind.AUDIO, "opus", 48_000),
    /** Opus with copies of earlier packets in each packet: RFC 2198. */
    RED(MediaKind.AUDIO, "red", 48_000),
    /** RFC 7741. */
    VP8(MediaKind.VIDEO, "VP8", 90_000),
    /** RFC 9628. */
    VP9(MediaKind.VIDEO, "VP9", 90_000),
    /** RFC 6184. */
    H264(MediaKind.VIDEO, "H264", 90_000),
    /** "RTP Payload Format For AV1", Alliance for Open Media. */
    AV1(MediaKind.VIDEO, "AV1", 90_000);

    private final MediaKind kind;
    private final String rtpName;
    private final int clockRate;

    Encoding(MediaKind kind, String rtpName, int clockRate) {
        this.kind = kind;
        this.rtpName = rtpName;
        this.clockRate = clockRate;
    }

    /** The encoding of an {@code a=rtpmap} name, upper and lower case alike; empty if it is not one that is forwarded. */
    public static Optional<Encoding> named(MediaKind kind, String rtpName, int clockRate) {
        for (Encoding encoding : values()) {
            if (encoding.kind == kind
                    && encoding.clockRate == clockRate
                    && encoding.rtpName.equalsIgnoreCase(rtpName)) {
                return Optional.of(encoding);
            }
        }
        return Optional.empty();
    }

    public MediaKind kind() {
        return kind;
    }

    /** As written in {@code a=rtpmap}. */
    public String rtpName() {
        return rtpName;
    }

    /** Ticks of the RTP timestamp per second. */
    public int clockRate() {
        return clockRate;
    }
}
