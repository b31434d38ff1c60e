package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;
import java.nio.ByteBuffer;

/** How messages stand in a stream, and ChannelData messages in both (RFC 8656 §12.4, §12.5; RFC 7983). */
public final class TurnFrames {
    /** How much of a frame must be there to tell how long it is. */
    public static final int PREFIX_LENGTH = 4;

    /** No frame is longer: the longest UDP payload with everything around it. */
    public static final int MAX_LENGTH = 65_535;

    static final int CHANNEL_HEADER_LENGTH = 4;
    private static final int STUN_HEADER_LENGTH = 20;
    private static final int FIRST_CHANNEL = 0x4000;
    private static final int LAST_CHANNEL = 0x4FFF;

    private TurnFrames() {}

    /**
     * The length in bytes of a frame on a stream, padding included.
     *
     * @param bytes at least {@link #PREFIX_LENGTH} from {@code offset} on
     * @return −1 where it is no frame of TURN: the stream is lost
     */
    public static int length(byte[] bytes, int offset) {
        int first = bytes[offset] & 0xFF;
        int declared = unsignedShort(bytes, offset + 2);
        int length = -1;
        if (first < 0x40 && declared % 4 == 0) {
            length = STUN_HEADER_LENGTH + declared;
        } else if (first >= 0x40 && first < 0x50) {
            length = CHANNEL_HEADER_LENGTH + padded(declared);
        }
        return length <= MAX_LENGTH ? length : -1;
    }

    static boolean isChannel(int number) {
        return number >= FIRST_CHANNEL && number <= LAST_CHANNEL;
    }

    static boolean isChannelData(byte[] bytes, int offset, int length) {
        return length >= CHANNEL_HEADER_LENGTH && isChannel(channel(bytes, offset));
    }

    static int channel(byte[] bytes, int offset) {
        return unsignedShort(bytes, offset);
    }

    /** How many bytes of data follow the header; −1 where there are fewer than it says. */
    static int dataLength(byte[] bytes, int offset, int length) {
        int declared = unsignedShort(bytes, offset + 2);
        return declared <= length - CHANNEL_HEADER_LENGTH ? declared : -1;
    }

    /** A ChannelData message, padded where it goes over a stream. */
    static byte[] channelData(int channel, byte[] data, int offset, int length, boolean overStream) {
        return ByteBuffer.allocate(CHANNEL_HEADER_LENGTH + (overStream ? padded(length) : length))
                .putShort((short) channel)
                .putShort((short) length)
                .put(data, offset, length)
                .array();
    }

    private static int unsignedShort(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    /** The address alone, for permissions. */
    static TransportAddress host(TransportAddress address) {
        return new TransportAddress(address.high(), address.low(), 0);
    }
}
