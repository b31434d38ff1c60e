package dev.roomjar.media.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The few header fields of RTP and RTCP that SRTP needs (RFC 3550 §5.1, §5.3.1, §6.4.1). */
final class Fields {
    static final int RTCP_HEADER_LENGTH = 8;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIXED_HEADER_LENGTH = 12;
    private static final int EXTENSION_BIT = 0x10;
    private static final int SEQUENCE_NUMBER_AT = 2;
    private static final int RTP_SSRC_AT = 8;
    private static final int RTCP_SSRC_AT = 4;

    private Fields() {}

    /** Length of an RTP header with its contributing sources and extension; −1 where it does not fit the packet. */
    static int rtpHeaderLength(byte[] packet, int offset, int length) {
        if (length < FIXED_HEADER_LENGTH || !isVersion2(packet, offset)) {
            return -1;
        }
        int header = FIXED_HEADER_LENGTH + 4 * (packet[offset] & 0x0F);
        if ((packet[offset] & EXTENSION_BIT) != 0) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * unsignedShort(packet, offset + header + 2);
        }
        return header <= length ? header : -1;
    }

    static boolean isRtcp(byte[] packet, int offset, int length) {
        return length >= RTCP_HEADER_LENGTH && isVersion2(packet, offset);
    }

    static int sequenceNumber(byte[] packet, int offset) {
        return unsignedShort(packet, offset + SEQUENCE_NUMBER_AT);
    }

    static int rtpSsrc(byte[] packet, int offset) {
        return getInt(packet, offset + RTP_SSRC_AT);
    }

    static int rtcpSsrc(byte[] packet, int offset) {
        return getInt(packet, offset + RTCP_SSRC_AT);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return Short.toUnsignedInt((short) SHORT.get(bytes, at));
    }

    private static boolean isVersion2(byte[] packet, int offset) {
        return (packet[offset] & 0xC0) == 0x80;
    }
}
