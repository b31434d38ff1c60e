package dev.roomjar.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.stun.StunAttribute.IceControlled;
import dev.roomjar.media.stun.StunAttribute.Nonce;
import dev.roomjar.media.stun.StunAttribute.PasswordAlgorithm;
import dev.roomjar.media.stun.StunAttribute.Priority;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 5769, and of RFC 8489 appendix B with its verified erratum. */
final class Rfc5769VectorsTest {
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";
    private static final String MATRIX = "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9";
    private static final TransactionId ID = new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL);

    @Test
    void sampleRequest() {
        StunMessage request = parse("""
                00010058 2112a442 b7e7a701 bc34d686 fa87dfae
                80220010 5354554e 20746573 7420636c 69656e74
                00240004 6e0001ff 80290008 932ff9b1 51263b36
                00060009 6576746a 3a683676 59202020
                00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
                80280004 e57a3bcf""");

        assertThat(request.type()).isEqualTo(StunClass.REQUEST);
        assertThat(request.isBinding()).isTrue();
        assertThat(request.id()).isEqualTo(ID);
        assertThat(request.find(Username.class)).contains(new Username("evtj:h6vY"));
        assertThat(request.find(Priority.class)).contains(new Priority(0x6e0001ffL));
        assertThat(request.find(IceControlled.class)).contains(new IceControlled(0x932ff9b151263b36L));
        assertThat(request.unknownRequired()).isEmpty();
        assertThat(request.isAuthentic(PASSWORD)).isTrue();
        assertThat(request.isAuthentic("VOkJxbRl1RmTxUk/WvJxBT")).isFalse();
    }

    @Test
    void sampleRequestWithLongTermAuthentication() {
        StunMessage request = parse("""
                00010060 2112a442 78ad3433 c6ad72c0 29da412e
                00060012 e3839ee3 8388e383 aae38383 e382afe3 82b90000
                0015001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
                0014000b 6578616d 706c652e 6f726700
                00080014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666""");

        assertThat(request.find(Username.class)).contains(new Username(MATRIX));
        assertThat(request.find(Realm.class)).contains(new Realm("example.org"));
        assertThat(request.find(Nonce.class)).contains(new Nonce("f//499k954d6OL34oL9FSTvy64sA"));
        assertThat(request.isAuthentic(LongTermKey.MD5.of(MATRIX, "example.org", "TheMatrIX")))
                .isTrue();
        assertThat(request.isAuthentic(LongTermKey.MD5.of(MATRIX, "example.org", "TheMatrix")))
                .isFalse();
    }

    @Test
    void sampleRequestWithMessageIntegritySha256() {
        StunMessage request = parse("""
                00010090 2112a442 78ad3433 c6ad72c0 29da412e
                001e0020 4a3cf38f ef6992bd a952c678 0417da0f 24819415 569e60b2 05c46e41 407f1704
                00150029 6f624d61 744a6f73 32414141 43662f2f 3439396b 39353464 364f4c33 346f4c39
                46535476 79363473 41000000
                0014000b 6578616d 706c652e 6f726700
                001d0004 00020000
                001c0020 b5c7bf00 5b6c52a2 1c51c5e8 92f81924 136296cb 927c4314 9309278c c6518e65""");

        byte[] key = LongTermKey.SHA256.of(MATRIX, "example.org", "TheMatrIX");
        assertThat(request.find(PasswordAlgorithm.class)).contains(new PasswordAlgorithm(2));
        assertThat(request.unknownRequired()).as("USERHASH").containsExactly(0x001e);
        assertThat(request.hasIntegrity()).isFalse();
        assertThat(request.isAuthenticBySha256(key)).isTrue();
        key[0] ^= 1;
        assertThat(request.isAuthenticBySha256(key)).isFalse();
    }

    @Test
    void sampleIpv4Response() {
        StunMessage response = parse("""
                0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
                8022000b 74657374 20766563 746f7220
                00200008 0001a147 e112a643
                00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
                80280004 c07d4c96""");

        assertThat(response.type()).isEqualTo(StunClass.SUCCESS);
        assertThat(response.find(XorMappedAddress.class))
                .contains(new XorMappedAddress(new InetSocketAddress("192.0.2.1", 32853)));
        assertThat(response.isAuthentic(PASSWORD)).isTrue();
    }

    @Test
    void sampleIpv6Response() {
        StunMessage response = parse("""
                01010048 2112a442 b7e7a701 bc34d686 fa87dfae
                8022000b 74657374 20766563 746f7220
                00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
                00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
                80280004 c8fb0b4c""");

        assertThat(response.find(XorMappedAddress.class))
                .contains(new XorMappedAddress(new InetSocketAddress("2001:db8:1234:5678:11:2233:4455:6677", 32853)));
        assertThat(response.isAuthentic(PASSWORD)).isTrue();
    }

    private static StunMessage parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length));
    }
}
