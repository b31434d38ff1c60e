package dev.roomjar.media.srtp;

/** The protection profiles that a DTLS handshake can agree on, best first (RFC 5764 §4.1.2, RFC 7714 §14.2). */
public enum SrtpProfile {
    AEAD_AES_128_GCM(7, 16, 12, 16, 16),
    AEAD_AES_256_GCM(8, 32, 12, 16, 16),
    AES_CM_128_HMAC_SHA1_80(1, 16, 14, 10, 10);

    private static final int SRTCP_INDEX_LENGTH = 4;

    private final int code;
    private final int keyLength;
    private final int saltLength;
    private final int rtpTagLength;
    private final int rtcpTagLength;

    SrtpProfile(int code, int keyLength, int saltLength, int rtpTagLength, int rtcpTagLength) {
        this.code = code;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.rtpTagLength = rtpTagLength;
        this.rtcpTagLength = rtcpTagLength;
    }

    /** The profile's number in the use_srtp extension (RFC 5764 §4.1.2). */
    public int code() {
        return code;
    }

    /** Length of the master key and of the session encryption key, in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** Length of the master salt, in bytes. */
    public int saltLength() {
        return saltLength;
    }

    /** By how many bytes {@link SrtpContext#protectRtp} makes a packet longer. */
    public int rtpOverhead() {
        return rtpTagLength;
    }

    /** By how many bytes {@link SrtpContext#protectRtcp} makes a packet longer. */
    public int rtcpOverhead() {
        return rtcpTagLength + SRTCP_INDEX_LENGTH;
    }

    boolean isAead() {
        return this != AES_CM_128_HMAC_SHA1_80;
    }
}
