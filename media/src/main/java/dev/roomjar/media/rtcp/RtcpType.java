package dev.roomjar.media.rtcp;

/** The numbers that tell RTCP packets apart (IANA, "RTP Parameters"). */
final class RtcpType {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int GOODBYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    /** Formats of transport feedback. */
    static final int FORMAT_NACK = 1;

    static final int FORMAT_TRANSPORT_CC = 15;

    /** Formats of payload-specific feedback. */
    static final int FORMAT_PLI = 1;

    static final int FORMAT_FIR = 4;
    static final int FORMAT_APPLICATION = 15;

    /** The letters "REMB". */
    static final int REMB = 0x52454D42;

    private RtcpType() {}
}
