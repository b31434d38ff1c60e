package dev.roomjar.media.peer;

/** What a datagram other than STUN carries, told by its first two bytes (RFC 7983 §7, RFC 5761 §4). */
enum Protocol {
    DTLS,
    RTP,
    RTCP,
    OTHER;

    private static final int MIN_RTCP = 8;
    private static final int MIN_RTP = 12;

    static Protocol of(byte[] buffer, int offset, int length) {
        int first = buffer[offset] & 0xff;
        if (first >= 20 && first <= 63) {
            return DTLS;
        }
        if (first < 128 || first > 191 || length < MIN_RTCP) {
            return OTHER;
        }
        int packetType = buffer[offset + 1] & 0xff;
        if (packetType >= 192 && packetType <= 223) {
            return RTCP;
        }
        return length < MIN_RTP ? OTHER : RTP;
    }
}
