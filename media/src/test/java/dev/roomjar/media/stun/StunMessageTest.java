package dev.roomjar.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.stun.StunAttribute.ErrorCode;
import dev.roomjar.media.stun.StunAttribute.IceControlling;
import dev.roomjar.media.stun.StunAttribute.Priority;
import dev.roomjar.media.stun.StunAttribute.UnknownAttributes;
import dev.roomjar.media.stun.StunAttribute.UseCandidate;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class StunMessageTest {
    private static final TransactionId ID = new TransactionId(1, 2);
    private static final String PASSWORD = "aPasswordOfTwentyFourCha";

    @Test
    void whatIsWrittenIsRead() {
        byte[] bytes = check().bytes(PASSWORD);

        StunMessage message = parsed(bytes);

        assertThat(message.find(Username.class)).contains(new Username("server:client"));
        assertThat(message.find(Priority.class)).contains(new Priority(0xFFFF_FFFFL));
        assertThat(message.find(IceControlling.class)).contains(new IceControlling(-7));
        assertThat(message.has(UseCandidate.class)).isTrue();
        assertThat(message.isAuthentic(PASSWORD)).isTrue();
    }

    @Test
    void anAddressSurvivesItsMaskInBothFamilies() {
        for (String host : List.of("203.0.113.77", "2001:db8::1")) {
            var address = new XorMappedAddress(new InetSocketAddress(host, 65535));
            byte[] bytes = StunWriter.success(ID).add(address).bytes(PASSWORD);

            assertThat(parsed(bytes).find(XorMappedAddress.class)).contains(address);
        }
    }

    @Test
    void anErrorCarriesItsCodeReasonAndUnknownTypes() {
        byte[] bytes = StunWriter.error(ID, 420, "Unknown Attribute")
                .add(new UnknownAttributes(List.of(0x7001, 0x7002)))
                .bytes(null);

        StunMessage message = parsed(bytes);

        assertThat(message.type()).isEqualTo(StunClass.ERROR);
        assertThat(message.find(ErrorCode.class)).contains(new ErrorCode(420, "Unknown Attribute"));
        assertThat(message.find(UnknownAttributes.class)).contains(new UnknownAttributes(List.of(0x7001, 0x7002)));
        assertThat(message.hasIntegrity()).isFalse();
        assertThat(message.isAuthentic(PASSWORD)).isFalse();
    }

    @Test
    void usernameIsFoundWithoutParsingAtAnyOffset() {
        byte[] bytes = check().bytes(PASSWORD);
        byte[] shifted = new byte[bytes.length + 9];
        System.arraycopy(bytes, 0, shifted, 5, bytes.length);

        assertThat(StunMessage.username(shifted, 5, bytes.length)).isEqualTo("server:client");
        assertThat(Objects.requireNonNull(StunMessage.parse(shifted, 5, bytes.length))
                        .isAuthentic(PASSWORD))
                .isTrue();
    }

    @Test
    void everyFlippedBitBeforeTheFingerprintIsNoticed() {
        byte[] bytes = check().bytes(PASSWORD);
        int fingerprint = 8;
        for (int bit = 0; bit < (bytes.length - fingerprint) * 8; bit++) {
            byte[] damaged = bytes.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(StunMessage.parse(damaged, 0, damaged.length))
                    .as("bit " + bit)
                    .isNull();
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = check().bytes(PASSWORD);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(StunMessage.parse(bytes, 0, length)).isNull();
            assertThat(StunMessage.username(bytes, 0, length)).isNull();
        }
    }

    @Test
    void anAttributeBehindTheIntegrityDoesNotCount() {
        byte[] signed = StunWriter.request(ID).add(new Username("a:b")).bytes(PASSWORD);
        int fingerprint = 8;
        byte[] covered = Arrays.copyOf(signed, signed.length - fingerprint);
        byte[] forged = ByteBuffer.allocate(covered.length + 4)
                .put(covered)
                .putInt(Wire.USE_CANDIDATE << 16)
                .putShort(2, (short) (covered.length + 4 - Wire.HEADER_LENGTH))
                .array();

        StunMessage message = parsed(forged);

        assertThat(message.isAuthentic(PASSWORD)).isTrue();
        assertThat(message.has(UseCandidate.class)).isFalse();
    }

    @Test
    void unknownAttributesAreListedWhereTheyMustBeUnderstood() {
        byte[] bytes = HexFormat.of().parseHex("000100082112a442000000010000000000000002" + "70010000" + "f0010000");

        assertThat(parsed(bytes).unknownRequired()).containsExactly(0x7001);
    }

    @Test
    void mediaAndDtlsAreNotStun() {
        byte[] rtp = new byte[40];
        rtp[0] = (byte) 0x80;
        byte[] dtls = new byte[40];
        dtls[0] = 22;

        assertThat(StunMessage.isStun(rtp, 0, rtp.length)).isFalse();
        assertThat(StunMessage.isStun(dtls, 0, dtls.length)).isFalse();
    }

    private static StunMessage parsed(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }

    private static StunWriter check() {
        return StunWriter.request(ID)
                .add(new Username("server:client"))
                .add(new Priority(0xFFFF_FFFFL))
                .add(new IceControlling(-7))
                .add(new UseCandidate());
    }
}
