package dev.roomjar.media.sdp;

import java.util.Optional;

/** The kinds of RTCP feedback in {@code a=rtcp-fb} lines (RFC 4585 §4.2, RFC 5104) that this server uses. */
public enum Feedback {
    /** Negative acknowledgement of single packets (RFC 4585 §6.2.1). */
    NACK("nack"),
    /** Picture loss indication (RFC 4585 §6.3.1). */
    NACK_PLI("nack pli"),
    /** Full intra request (RFC 5104 §3.5.1). */
    CCM_FIR("ccm fir"),
    /** Transport-wide arrival times (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
    TRANSPORT_CC("transport-cc"),
    /** Receiver's estimate of the bandwidth (draft-alvestrand-rmcat-remb-03). */
    GOOG_REMB("goog-remb");

    private final String sdpName;

    Feedback(String sdpName) {
        this.sdpName = sdpName;
    }

    /** As written after the payload type. */
    public String sdpName() {
        return sdpName;
    }

    static Optional<Feedback> named(String sdpName) {
        for (Feedback feedback : values()) {
            if (feedback.sdpName.equalsIgnoreCase(sdpName)) {
                return Optional.of(feedback);
            }
        }
        return Optional.empty();
    }
}
