package dev.roomjar.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpFuzzTest {

    @FuzzTest
    void anyBytesAreRead(byte[] bytes) {
        read(bytes);
    }

    @Test
    void randomBytesWithLikelyHeadersAreRead() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3f));
                bytes[1] = (byte) (200 + random.nextInt(8));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(bytes.length / 4 + 1);
            }
            read(bytes);
        }
    }

    private static void read(byte[] bytes) {
        assertThat(RtcpParser.parse(bytes, 0, bytes.length)).hasSizeLessThanOrEqualTo(bytes.length / 4);
        byte[] within = Arrays.copyOf(bytes, bytes.length + 8);
        assertThat(RtcpParser.parse(within, 0, bytes.length)).isEqualTo(RtcpParser.parse(bytes, 0, bytes.length));
    }
}
