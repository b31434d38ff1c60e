package dev.roomjar.media.srtp;

import static dev.roomjar.media.srtp.Rtp.hex;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test vectors of RFC 7714, §16 and §17, which are given in session keys; with every cipher engine. */
final class Rfc7714VectorsTest {
    private static final String ENGINES = "dev.roomjar.media.srtp.EnginesUnderTest#all";
    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SALT = "517569642070726f2071756f";
    private static final String RTP =
            "8040f17b8041f8d35501a0b2 47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573";
    private static final String RTCP =
            "81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
    private static final int MARS = 0x4d617273;

    @ParameterizedTest
    @MethodSource(ENGINES)
    void srtpWithAes128(PacketCipher.Engine engine) {
        assertRtp(SrtpProfile.AEAD_AES_128_GCM, KEY_128, engine, """
                8040f17b8041f8d35501a0b2
                f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833
                899d7f27beb16a9152cf765ee4390cce""");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void srtpWithAes256(PacketCipher.Engine engine) {
        assertRtp(SrtpProfile.AEAD_AES_256_GCM, KEY_256, engine, """
                8040f17b8041f8d35501a0b2
                32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b
                7aa3db36dfffd6b0f9bb7878d7a76c13""");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void srtcpWithAes128(PacketCipher.Engine engine) {
        assertRtcp(SrtpProfile.AEAD_AES_128_GCM, KEY_128, engine, """
                81c8000d4d617273
                63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275bc84aa458
                96cf4d2fc5abf87245d9eade800005d4""");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void srtcpWithAes256(PacketCipher.Engine engine) {
        assertRtcp(SrtpProfile.AEAD_AES_256_GCM, KEY_256, engine, """
                81c8000d4d617273
                d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de0476f1b6fad1d1eb30c
                4446839f57ff6f6cb26ac3be800005d4""");
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void srtcpTaggedOnly(PacketCipher.Engine engine) {
        SrtpContext receiver = context(SrtpProfile.AEAD_AES_128_GCM, KEY_128, engine);

        byte[] plain = Rtp.unprotectRtcp(receiver, hex(RTCP + "841dd9683dd78ec92ae58790125f62b3000005d4"));

        assertThat(plain).isEqualTo(hex(RTCP));
    }

    private static void assertRtp(SrtpProfile profile, String key, PacketCipher.Engine engine, String expected) {
        assertThat(Rtp.protectRtp(context(profile, key, engine), hex(RTP))).isEqualTo(hex(expected));
        assertThat(Rtp.unprotectRtp(context(profile, key, engine), hex(expected)))
                .isEqualTo(hex(RTP));
    }

    private static void assertRtcp(SrtpProfile profile, String key, PacketCipher.Engine engine, String expected) {
        SrtpContext sender = context(profile, key, engine);
        sender.rtcpSent(MARS, 0x5d3);

        assertThat(Rtp.protectRtcp(sender, hex(RTCP))).isEqualTo(hex(expected));
        assertThat(Rtp.unprotectRtcp(context(profile, key, engine), hex(expected)))
                .isEqualTo(hex(RTCP));
    }

    private static SrtpContext context(SrtpProfile profile, String key, PacketCipher.Engine engine) {
        SessionKeys keys = new SessionKeys(hex(key), new byte[20], hex(SALT));
        return new SrtpContext(profile, keys, keys, engine, 4);
    }
}
