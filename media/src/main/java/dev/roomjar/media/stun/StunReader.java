package dev.roomjar.media.stun;

import static dev.roomjar.media.stun.Wire.ATTRIBUTE_HEADER_LENGTH;
import static dev.roomjar.media.stun.Wire.HEADER_LENGTH;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one message whose header looks like STUN. */
final class StunReader {
    /** More than anybody needs to learn of at once, and few enough to fit into the reply. */
    private static final int MAX_UNKNOWN = 32;

    /** Longest realm or nonce (RFC 8489 §14.9, §14.10: fewer than 128 characters of at most 6 bytes). */
    private static final int MAX_QUOTED = 763;

    private final byte[] buffer;
    private final ByteBuffer bytes;
    private final int start;
    private final int end;
    private final List<StunAttribute> attributes = new ArrayList<>();
    private final List<Integer> unknownRequired = new ArrayList<>();
    private int sha1At = -1;
    private int sha256At = -1;
    private int sha256Length;

    StunReader(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.bytes = ByteBuffer.wrap(buffer);
        this.start = offset;
        this.end = offset + length;
    }

    @Nullable
    StunMessage read() {
        int at = start + HEADER_LENGTH;
        while (at < end) {
            int type = unsignedShort(at);
            int length = unsignedShort(at + 2);
            int value = at + ATTRIBUTE_HEADER_LENGTH;
            int next = value + Wire.padded(length);
            if (next > end || !readAttribute(type, at, value, length)) {
                return null;
            }
            at = next;
        }
        return new StunMessage(
                unsignedShort(start),
                new TransactionId(bytes.getInt(start + 8), bytes.getLong(start + 12)),
                attributes,
                unknownRequired,
                Arrays.copyOfRange(buffer, start, end),
                new StunMessage.Integrity(fromStart(sha1At), fromStart(sha256At), sha256Length));
    }

    /** False where the attribute makes the whole message unusable. */
    private boolean readAttribute(int type, int at, int value, int length) {
        if (type == Wire.FINGERPRINT) {
            boolean last = value + Wire.padded(length) == end;
            return last
                    && length == Wire.FINGERPRINT_LENGTH
                    && bytes.getInt(value) == Wire.fingerprint(buffer, start, at - start);
        }
        if (type == Wire.MESSAGE_INTEGRITY_SHA256 && sha256At < 0) {
            sha256At = at;
            sha256Length = length;
            return length >= Wire.INTEGRITY_SHA256_SHORTEST
                    && length <= Wire.INTEGRITY_SHA256_LENGTH
                    && length % 4 == 0;
        }
        if (sha1At >= 0 || sha256At >= 0) {
            return true;
        }
        if (type == Wire.MESSAGE_INTEGRITY) {
            sha1At = at;
            return length == Wire.INTEGRITY_LENGTH;
        }
        if (!isKnown(type)) {
            if (type < Wire.COMPREHENSION_OPTIONAL && unknownRequired.size() < MAX_UNKNOWN) {
                unknownRequired.add(type);
            }
            return true;
        }
        StunAttribute attribute = known(type, value, length);
        return attribute != null && attributes.add(attribute);
    }

    private static boolean isKnown(int type) {
        return switch (type) {
            case Wire.USERNAME,
                    Wire.XOR_MAPPED_ADDRESS,
                    Wire.ERROR_CODE,
                    Wire.UNKNOWN_ATTRIBUTES,
                    Wire.PRIORITY,
                    Wire.USE_CANDIDATE,
                    Wire.ICE_CONTROLLED,
                    Wire.ICE_CONTROLLING,
                    Wire.CHANNEL_NUMBER,
                    Wire.LIFETIME,
                    Wire.XOR_PEER_ADDRESS,
                    Wire.DATA,
                    Wire.REALM,
                    Wire.NONCE,
                    Wire.XOR_RELAYED_ADDRESS,
                    Wire.REQUESTED_ADDRESS_FAMILY,
                    Wire.EVEN_PORT,
                    Wire.REQUESTED_TRANSPORT,
                    Wire.RESERVATION_TOKEN,
                    Wire.PASSWORD_ALGORITHM,
                    Wire.PASSWORD_ALGORITHMS -> true;
            default -> false;
        };
    }

    /** Null where the attribute's value is malformed. */
    private @Nullable StunAttribute known(int type, int value, int length) {
        return switch (type) {
            case Wire.USERNAME ->
                length <= Wire.MAX_USERNAME_LENGTH ? new StunAttribute.Username(text(value, length)) : null;
            case Wire.XOR_MAPPED_ADDRESS -> address(value, length, StunAttribute.XorMappedAddress::new);
            case Wire.ERROR_CODE -> errorCode(value, length);
            case Wire.UNKNOWN_ATTRIBUTES -> unknownAttributes(value, length);
            case Wire.PRIORITY ->
                length == 4 ? new StunAttribute.Priority(Integer.toUnsignedLong(bytes.getInt(value))) : null;
            case Wire.USE_CANDIDATE -> length == 0 ? new StunAttribute.UseCandidate() : null;
            case Wire.ICE_CONTROLLED -> length == 8 ? new StunAttribute.IceControlled(bytes.getLong(value)) : null;
            case Wire.ICE_CONTROLLING -> length == 8 ? new StunAttribute.IceControlling(bytes.getLong(value)) : null;
            default -> knownOfTurn(type, value, length);
        };
    }

    private @Nullable StunAttribute knownOfTurn(int type, int value, int length) {
        return switch (type) {
            case Wire.REALM -> length <= MAX_QUOTED ? new StunAttribute.Realm(text(value, length)) : null;
            case Wire.NONCE -> length <= MAX_QUOTED ? new StunAttribute.Nonce(text(value, length)) : null;
            case Wire.CHANNEL_NUMBER -> length == 4 ? new StunAttribute.ChannelNumber(unsignedShort(value)) : null;
            case Wire.LIFETIME ->
                length == 4 ? new StunAttribute.Lifetime(Integer.toUnsignedLong(bytes.getInt(value))) : null;
            case Wire.XOR_PEER_ADDRESS -> address(value, length, StunAttribute.XorPeerAddress::new);
            case Wire.XOR_RELAYED_ADDRESS -> address(value, length, StunAttribute.XorRelayedAddress::new);
            case Wire.DATA -> new StunAttribute.Data(Arrays.copyOfRange(buffer, value, value + length));
            case Wire.REQUESTED_ADDRESS_FAMILY ->
                length == 4 ? new StunAttribute.RequestedAddressFamily(buffer[value] & 0xFF) : null;
            case Wire.EVEN_PORT -> length == 1 ? new StunAttribute.EvenPort((buffer[value] & 0x80) != 0) : null;
            case Wire.REQUESTED_TRANSPORT ->
                length == 4 ? new StunAttribute.RequestedTransport(buffer[value] & 0xFF) : null;
            case Wire.RESERVATION_TOKEN ->
                length == 8 ? new StunAttribute.ReservationToken(bytes.getLong(value)) : null;
            case Wire.PASSWORD_ALGORITHM ->
                length >= 4 ? new StunAttribute.PasswordAlgorithm(unsignedShort(value)) : null;
            case Wire.PASSWORD_ALGORITHMS -> passwordAlgorithms(value, length);
            default -> null;
        };
    }

    private @Nullable StunAttribute passwordAlgorithms(int value, int length) {
        List<Integer> numbers = new ArrayList<>();
        int at = value;
        while (value + length - at >= 4) {
            numbers.add(unsignedShort(at));
            at += 4 + Wire.padded(unsignedShort(at + 2));
        }
        return at == value + length ? new StunAttribute.PasswordAlgorithms(List.copyOf(numbers)) : null;
    }

    private @Nullable StunAttribute address(
            int value, int length, Function<InetSocketAddress, StunAttribute> attribute) {
        InetSocketAddress address = maskedAddress(value, length);
        return address == null ? null : attribute.apply(address);
    }

    private @Nullable InetSocketAddress maskedAddress(int value, int length) {
        if (length != 8 && length != 20) {
            return null;
        }
        int family = buffer[value + 1];
        int addressLength = length - 4;
        if (family != (addressLength == 4 ? Wire.FAMILY_IPV4 : Wire.FAMILY_IPV6)) {
            return null;
        }
        int port = unsignedShort(value + 2) ^ (Wire.MAGIC_COOKIE >>> 16);
        byte[] address = new byte[addressLength];
        for (int i = 0; i < addressLength; i++) {
            // cookie and transaction id, which follow one another in the header, are the mask
            address[i] = (byte) (buffer[value + 4 + i] ^ buffer[start + 4 + i]);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private @Nullable StunAttribute errorCode(int value, int length) {
        if (length < 4) {
            return null;
        }
        int code = (buffer[value + 2] & 7) * 100 + (buffer[value + 3] & 0xFF);
        return new StunAttribute.ErrorCode(code, text(value + 4, length - 4));
    }

    private @Nullable StunAttribute unknownAttributes(int value, int length) {
        if (length % 2 != 0) {
            return null;
        }
        List<Integer> types = new ArrayList<>();
        for (int at = value; at < value + length; at += 2) {
            types.add(unsignedShort(at));
        }
        return new StunAttribute.UnknownAttributes(List.copyOf(types));
    }

    private String text(int at, int length) {
        return new String(buffer, at, length, StandardCharsets.UTF_8);
    }

    private int fromStart(int at) {
        return at < 0 ? -1 : at - start;
    }

    private int unsignedShort(int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
