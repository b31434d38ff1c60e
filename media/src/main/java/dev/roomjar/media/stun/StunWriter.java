package dev.roomjar.media.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Binding message (RFC 8489 §5): attributes first, then {@link #bytes}, which adds MESSAGE-INTEGRITY and
 * FINGERPRINT behind them. Use it once.
 */
public final class StunWriter {
    private static final int CAPACITY = 1024;

    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);
    private final TransactionId id;

    private StunWriter(StunClass type, TransactionId id) {
        this.id = id;
        buffer.putShort((short) (Wire.BINDING | type.bits()))
                .putShort((short) 0)
                .putInt(Wire.MAGIC_COOKIE)
                .putInt(id.high())
                .putLong(id.low());
    }

    public static StunWriter request(TransactionId id) {
        return new StunWriter(StunClass.REQUEST, id);
    }

    public static StunWriter indication(TransactionId id) {
        return new StunWriter(StunClass.INDICATION, id);
    }

    public static StunWriter success(TransactionId id) {
        return new StunWriter(StunClass.SUCCESS, id);
    }

    /** An error response, with its ERROR-CODE already in it. */
    public static StunWriter error(TransactionId id, int code, String reason) {
        return new StunWriter(StunClass.ERROR, id).add(new StunAttribute.ErrorCode(code, reason));
    }

    /** Adds an attribute; those of one message must fit into 900 bytes together. */
    public StunWriter add(StunAttribute attribute) {
        switch (attribute) {
            case StunAttribute.Username(String value) -> put(Wire.USERNAME, value.getBytes(StandardCharsets.UTF_8));
            case StunAttribute.XorMappedAddress(InetSocketAddress address) ->
                put(Wire.XOR_MAPPED_ADDRESS, masked(address));
            case StunAttribute.ErrorCode(int code, String reason) -> put(Wire.ERROR_CODE, error(code, reason));
            case StunAttribute.UnknownAttributes(List<Integer> types) -> put(Wire.UNKNOWN_ATTRIBUTES, shorts(types));
            case StunAttribute.Priority(long value) ->
                put(Wire.PRIORITY, ByteBuffer.allocate(4).putInt((int) value).array());
            case StunAttribute.UseCandidate() -> put(Wire.USE_CANDIDATE, new byte[0]);
            case StunAttribute.IceControlled(long tieBreaker) -> put(Wire.ICE_CONTROLLED, bigEndian(tieBreaker));
            case StunAttribute.IceControlling(long tieBreaker) -> put(Wire.ICE_CONTROLLING, bigEndian(tieBreaker));
        }
        return this;
    }

    /**
     * The finished message.
     *
     * @param password the key of MESSAGE-INTEGRITY; null leaves it out, as where the peer's password is not known
     */
    public byte[] bytes(@Nullable String password) {
        if (password != null) {
            put(Wire.MESSAGE_INTEGRITY, Wire.integrity(buffer.array(), buffer.position(), password));
        }
        int fingerprint = Wire.fingerprint(buffer.array(), 0, buffer.position());
        put(Wire.FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint).array());
        buffer.putShort(2, (short) (buffer.position() - Wire.HEADER_LENGTH));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void put(int type, byte[] value) {
        buffer.putShort((short) type).putShort((short) value.length).put(value);
        buffer.position(Wire.padded(buffer.position()));
    }

    private byte[] masked(InetSocketAddress address) {
        byte[] ip = address.getAddress().getAddress();
        byte[] mask = ByteBuffer.allocate(16)
                .putInt(Wire.MAGIC_COOKIE)
                .putInt(id.high())
                .putLong(id.low())
                .array();
        ByteBuffer value = ByteBuffer.allocate(4 + ip.length)
                .putShort((short) (ip.length == 4 ? Wire.FAMILY_IPV4 : Wire.FAMILY_IPV6))
                .putShort((short) (address.getPort() ^ (Wire.MAGIC_COOKIE >>> 16)));
        for (int i = 0; i < ip.length; i++) {
            value.put((byte) (ip[i] ^ mask[i]));
        }
        return value.array();
    }

    private static byte[] error(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + text.length)
                .putShort((short) 0)
                .put((byte) (code / 100))
                .put((byte) (code % 100))
                .put(text)
                .array();
    }

    private static byte[] shorts(List<Integer> values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.size());
        values.forEach(value -> bytes.putShort(value.shortValue()));
        return bytes.array();
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
