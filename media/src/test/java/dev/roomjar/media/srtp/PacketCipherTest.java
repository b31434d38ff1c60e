package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every engine must do alike; the Java runtime's is the measure. */
final class PacketCipherTest {
    private static final String ENGINES = "dev.roomjar.media.srtp.EnginesUnderTest#all";

    @ParameterizedTest
    @MethodSource(ENGINES)
    void anyLengthIsSealedAsTheJdkDoes(PacketCipher.Engine engine) {
        Random random = new Random(11);
        for (int keyLength : new int[] {16, 32}) {
            byte[] key = bytes(random, keyLength);
            PacketCipher cipher = engine.create(key);
            PacketCipher measure = new JdkPacketCipher(key);
            for (int length = 0; length < 1400; length += 1 + random.nextInt(60)) {
                byte[] nonce = bytes(random, 12);
                byte[] header = bytes(random, 12 + random.nextInt(40));
                byte[] text = bytes(random, length);

                byte[] sealed = seal(cipher, nonce, header, text);

                assertThat(sealed).isEqualTo(seal(measure, nonce, header, text));
                assertThat(cipher.open(nonce, header, 0, header.length, sealed, 0, length))
                        .isTrue();
                assertThat(Arrays.copyOf(sealed, length)).isEqualTo(text);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ENGINES)
    void afterAForgeryTheCipherGoesOn(PacketCipher.Engine engine) {
        PacketCipher cipher = engine.create(new byte[16]);
        byte[] sealed = seal(cipher, new byte[12], new byte[12], new byte[50]);
        byte[] forged = sealed.clone();
        forged[3] ^= 1;

        assertThat(cipher.open(new byte[12], new byte[12], 0, 12, forged, 0, 50))
                .isFalse();
        assertThat(cipher.open(new byte[12], new byte[12], 0, 12, sealed, 0, 50))
                .isTrue();
    }

    private static byte[] seal(PacketCipher cipher, byte[] nonce, byte[] header, byte[] text) {
        byte[] output = Arrays.copyOf(text, text.length + PacketCipher.TAG_LENGTH);
        assertThat(cipher.seal(nonce, header, 0, header.length, output, 0, text.length))
                .isTrue();
        return output;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
