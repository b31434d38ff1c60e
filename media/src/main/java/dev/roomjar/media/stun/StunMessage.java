package dev.roomjar.media.stun;

import static dev.roomjar.media.stun.Wire.ATTRIBUTE_HEADER_LENGTH;
import static dev.roomjar.media.stun.Wire.HEADER_LENGTH;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A parsed STUN message (RFC 8489 §5); an immutable value that shares nothing with the buffer it was parsed from.
 *
 * <p>Its attributes are those before the first integrity attribute: what follows is not covered and must be ignored (§14.5).
 */
public final class StunMessage {
    private final StunClass type;
    private final @Nullable StunMethod method;
    private final TransactionId id;
    private final List<StunAttribute> attributes;
    private final List<Integer> unknownRequired;
    private final byte[] bytes;
    private final Integrity integrity;

    /**
     * Where the integrity attributes stand in the message, −1 for those that are not there.
     *
     * @param sha256Length bytes of the value of MESSAGE-INTEGRITY-SHA256
     */
    record Integrity(int sha1At, int sha256At, int sha256Length) {}

    StunMessage(
            int messageType,
            TransactionId id,
            List<StunAttribute> attributes,
            List<Integer> unknownRequired,
            byte[] bytes,
            Integrity integrity) {
        this.type = StunClass.ofType(messageType);
        this.method = StunMethod.ofType(messageType);
        this.id = id;
        this.attributes = List.copyOf(attributes);
        this.unknownRequired = List.copyOf(unknownRequired);
        this.bytes = bytes;
        this.integrity = integrity;
    }

    /** Whether a datagram is a STUN message by its looks: leading zero bits, magic cookie, length (RFC 8489 §6.3, RFC 7983). */
    public static boolean isStun(byte[] buffer, int offset, int length) {
        if (length < HEADER_LENGTH || (buffer[offset] & 0xC0) != 0) {
            return false;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        int declared = Short.toUnsignedInt(bytes.getShort(offset + 2));
        return declared % 4 == 0 && declared == length - HEADER_LENGTH && bytes.getInt(offset + 4) == Wire.MAGIC_COOKIE;
    }

    /**
     * The value of USERNAME, found without parsing the rest, so that a demultiplexer can find the agent by what stands before
     * the colon (RFC 8445 §7.2.2).
     *
     * @return null where there is none or the message is malformed
     */
    public static @Nullable String username(byte[] buffer, int offset, int length) {
        if (!isStun(buffer, offset, length)) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer);
        int end = offset + length;
        int at = offset + HEADER_LENGTH;
        while (end - at >= ATTRIBUTE_HEADER_LENGTH) {
            int attribute = Short.toUnsignedInt(bytes.getShort(at));
            int valueLength = Short.toUnsignedInt(bytes.getShort(at + 2));
            int value = at + ATTRIBUTE_HEADER_LENGTH;
            if (attribute == Wire.MESSAGE_INTEGRITY
                    || attribute == Wire.MESSAGE_INTEGRITY_SHA256
                    || valueLength > end - value) {
                return null;
            }
            if (attribute == Wire.USERNAME) {
                return valueLength > Wire.MAX_USERNAME_LENGTH
                        ? null
                        : new String(buffer, value, valueLength, StandardCharsets.UTF_8);
            }
            at = value + Wire.padded(valueLength);
        }
        return null;
    }

    /** Reads a datagram; null where it is no STUN message, a malformed one, or one with a wrong FINGERPRINT. */
    public static @Nullable StunMessage parse(byte[] buffer, int offset, int length) {
        return isStun(buffer, offset, length) ? new StunReader(buffer, offset, length).read() : null;
    }

    public StunClass type() {
        return type;
    }

    /** Whether the method is Binding, the only one that ICE uses. */
    public boolean isBinding() {
        return method == StunMethod.BINDING;
    }

    /** Null where it is none that this package knows. */
    public @Nullable StunMethod method() {
        return method;
    }

    public TransactionId id() {
        return id;
    }

    /** The first attribute of a kind; further ones of the same kind do not count (RFC 8489 §14). */
    public <A extends StunAttribute> Optional<A> find(Class<A> kind) {
        for (int i = 0; i < attributes.size(); i++) {
            if (kind.isInstance(attributes.get(i))) {
                return Optional.of(kind.cast(attributes.get(i)));
            }
        }
        return Optional.empty();
    }

    /** All attributes of a kind, in order: XOR-PEER-ADDRESS may stand in a request more than once (RFC 8656 §10.1). */
    public <A extends StunAttribute> List<A> findAll(Class<A> kind) {
        return attributes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public boolean has(Class<? extends StunAttribute> kind) {
        return find(kind).isPresent();
    }

    /** The types of attributes, 32 at most, that must be understood to process the message and are not (RFC 8489 §6.3.1). */
    public List<Integer> unknownRequired() {
        return unknownRequired;
    }

    /** Whether there is a MESSAGE-INTEGRITY at all. */
    public boolean hasIntegrity() {
        return integrity.sha1At >= 0;
    }

    public boolean hasIntegritySha256() {
        return integrity.sha256At >= 0;
    }

    /** Whether MESSAGE-INTEGRITY proves that the sender holds the password (RFC 8489 §9.1.3). */
    public boolean isAuthentic(String password) {
        return isAuthentic(password.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether MESSAGE-INTEGRITY proves that the sender holds the key, such as that of a long-term credential. */
    public boolean isAuthentic(byte[] key) {
        return hasIntegrity() && proves(key, integrity.sha1At, Wire.HMAC_SHA1, Wire.INTEGRITY_LENGTH);
    }

    /** Likewise for MESSAGE-INTEGRITY-SHA256. */
    public boolean isAuthenticBySha256(byte[] key) {
        return hasIntegritySha256() && proves(key, integrity.sha256At, Wire.HMAC_SHA256, integrity.sha256Length);
    }

    private boolean proves(byte[] key, int at, String algorithm, int size) {
        int value = at + Wire.ATTRIBUTE_HEADER_LENGTH;
        byte[] claimed = Arrays.copyOfRange(bytes, value, value + size);
        return MessageDigest.isEqual(claimed, Wire.integrity(bytes, at, key, algorithm, size));
    }
}
