package dev.roomjar.media.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message (RFC 8489 §5): attributes first, then {@link #bytes}, which adds MESSAGE-INTEGRITY and FINGERPRINT
 * behind them, or one of its sisters. Use it once.
 */
public final class StunWriter {
    private static final int CAPACITY = 1024;
    private static final int ROOM_BESIDE_DATA = 64;

    private final ByteBuffer buffer;
    private final TransactionId id;

    private StunWriter(StunMethod method, StunClass type, TransactionId id, int capacity) {
        this.id = id;
        buffer = ByteBuffer.allocate(capacity);
        buffer.putShort((short) (method.number() | type.bits()))
                .putShort((short) 0)
                .putInt(Wire.MAGIC_COOKIE)
                .putInt(id.high())
                .putLong(id.low());
    }

    private StunWriter(StunClass type, TransactionId id) {
        this(StunMethod.BINDING, type, id, CAPACITY);
    }

    public static StunWriter of(StunMethod method, StunClass type, TransactionId id) {
        return new StunWriter(method, type, id, CAPACITY);
    }

    /** A Send or Data indication (RFC 8656 §11). */
    public static StunWriter relayed(
            StunMethod method, TransactionId id, InetSocketAddress peer, byte[] buffer, int offset, int length) {
        StunWriter writer = new StunWriter(method, StunClass.INDICATION, id, length + ROOM_BESIDE_DATA);
        writer.add(new StunAttribute.XorPeerAddress(peer));
        writer.put(Wire.DATA, buffer, offset, length);
        return writer;
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

    /** An error response of any method, with its ERROR-CODE already in it. */
    public static StunWriter error(StunMethod method, TransactionId id, int code, String reason) {
        return of(method, StunClass.ERROR, id).add(new StunAttribute.ErrorCode(code, reason));
    }

    /** Adds an attribute; those of one message must fit into 900 bytes together. */
    public StunWriter add(StunAttribute attribute) {
        switch (attribute) {
            case StunAttribute.Username(String value) -> put(Wire.USERNAME, value.getBytes(StandardCharsets.UTF_8));
            case StunAttribute.XorMappedAddress(InetSocketAddress address) ->
                put(Wire.XOR_MAPPED_ADDRESS, masked(address));
            case StunAttribute.ErrorCode(int code, String reason) -> put(Wire.ERROR_CODE, error(code, reason));
            case StunAttribute.UnknownAttributes(List<Integer> types) -> put(Wire.UNKNOWN_ATTRIBUTES, shorts(types));
            case StunAttribute.Priority(long value) -> put(Wire.PRIORITY, fourBytes(value));
            case StunAttribute.UseCandidate() -> put(Wire.USE_CANDIDATE, new byte[0]);
            case StunAttribute.IceControlled(long tieBreaker) -> put(Wire.ICE_CONTROLLED, bigEndian(tieBreaker));
            case StunAttribute.IceControlling(long tieBreaker) -> put(Wire.ICE_CONTROLLING, bigEndian(tieBreaker));
            case StunAttribute.Realm(String value) -> put(Wire.REALM, value.getBytes(StandardCharsets.UTF_8));
            case StunAttribute.Nonce(String value) -> put(Wire.NONCE, value.getBytes(StandardCharsets.UTF_8));
            case StunAttribute.PasswordAlgorithms(List<Integer> numbers) ->
                put(Wire.PASSWORD_ALGORITHMS, withoutParameters(numbers));
            case StunAttribute.PasswordAlgorithm(int number) ->
                put(Wire.PASSWORD_ALGORITHM, withoutParameters(List.of(number)));
            case StunAttribute.ChannelNumber(int number) -> put(Wire.CHANNEL_NUMBER, fourBytes((long) number << 16));
            case StunAttribute.Lifetime(long seconds) -> put(Wire.LIFETIME, fourBytes(seconds));
            case StunAttribute.XorPeerAddress(InetSocketAddress address) -> put(Wire.XOR_PEER_ADDRESS, masked(address));
            case StunAttribute.Data(byte[] bytes) -> put(Wire.DATA, bytes);
            case StunAttribute.XorRelayedAddress(InetSocketAddress address) ->
                put(Wire.XOR_RELAYED_ADDRESS, masked(address));
            case StunAttribute.RequestedAddressFamily(int family) ->
                put(Wire.REQUESTED_ADDRESS_FAMILY, fourBytes((long) family << 24));
            case StunAttribute.EvenPort(boolean reserve) ->
                put(Wire.EVEN_PORT, new byte[] {(byte) (reserve ? 0x80 : 0)});
            case StunAttribute.RequestedTransport(int protocol) ->
                put(Wire.REQUESTED_TRANSPORT, fourBytes((long) protocol << 24));
            case StunAttribute.ReservationToken(long token) -> put(Wire.RESERVATION_TOKEN, bigEndian(token));
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
            putIntegrity(password.getBytes(StandardCharsets.UTF_8));
        }
        int fingerprint = Wire.fingerprint(buffer.array(), 0, buffer.position());
        put(Wire.FINGERPRINT, fourBytes(fingerprint));
        return finished();
    }

    /** The finished message without FINGERPRINT, and without integrity. */
    public byte[] plainBytes() {
        return finished();
    }

    /** The finished message with MESSAGE-INTEGRITY under a key, such as that of a long-term credential, and no FINGERPRINT. */
    public byte[] signedBytes(byte[] key) {
        putIntegrity(key);
        return finished();
    }

    /** The finished message with MESSAGE-INTEGRITY-SHA256 instead. */
    public byte[] signedBytesBySha256(byte[] key) {
        int size = Wire.INTEGRITY_SHA256_LENGTH;
        put(
                Wire.MESSAGE_INTEGRITY_SHA256,
                Wire.integrity(buffer.array(), buffer.position(), key, Wire.HMAC_SHA256, size));
        return finished();
    }

    private void putIntegrity(byte[] key) {
        int size = Wire.INTEGRITY_LENGTH;
        put(Wire.MESSAGE_INTEGRITY, Wire.integrity(buffer.array(), buffer.position(), key, Wire.HMAC_SHA1, size));
    }

    private byte[] finished() {
        buffer.putShort(2, (short) (buffer.position() - Wire.HEADER_LENGTH));
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private void put(int type, byte[] value) {
        put(type, value, 0, value.length);
    }

    private void put(int type, byte[] value, int offset, int length) {
        buffer.putShort((short) type).putShort((short) length).put(value, offset, length);
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

    private static byte[] withoutParameters(List<Integer> algorithms) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * algorithms.size());
        algorithms.forEach(number -> bytes.putShort(number.shortValue()).putShort((short) 0));
        return bytes.array();
    }

    private static byte[] shorts(List<Integer> values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.size());
        values.forEach(value -> bytes.putShort(value.shortValue()));
        return bytes.array();
    }

    private static byte[] fourBytes(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    private static byte[] bigEndian(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }
}
