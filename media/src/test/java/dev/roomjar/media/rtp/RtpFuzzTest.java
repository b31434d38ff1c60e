package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpFuzzTest {
    private static final ExtensionIds IDS = new ExtensionIds(
            Map.of(HeaderExtension.MID, 1, HeaderExtension.AUDIO_LEVEL, 2, HeaderExtension.VIDEO_ORIENTATION, 3), true);

    @FuzzTest
    void anyBytesAreReadAndRewritten(byte[] bytes) {
        take(bytes);
    }

    @Test
    void randomPacketsAreReadAndRewritten() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 16) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x30));
                Bytes.put16(bytes, 12, random.nextBoolean() ? 0xBEDE : 0x1000);
                Bytes.put16(bytes, 14, random.nextInt(bytes.length / 4));
            }
            take(bytes);
        }
    }

    private static void take(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(bytes, 0, bytes.length)) {
            return;
        }
        assertThat(packet.payloadOffset() + packet.payloadLength() + packet.paddingLength())
                .isEqualTo(bytes.length);
        for (Encoding encoding : Encoding.values()) {
            Keyframes.startsKeyframe(encoding, packet, 4);
        }
        HeaderWriter writer = new HeaderWriter(IDS, new byte[] {'1', '2'});
        byte[] target = new byte[writer.maxLength(packet)];
        int length = writer.write(packet, IDS, target, 0, 96, 1, 2, 3);
        RtpPacket written = new RtpPacket();
        assertThat(written.wrap(target, 0, length)).isTrue();
        assertThat(written.findExtension(1)).isTrue();
    }
}
