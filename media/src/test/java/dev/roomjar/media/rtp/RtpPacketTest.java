package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void theFieldsOfAPlainPacketAreRead() {
        assertThat(wrap("80 e0 fffe 00012345 deadbeef 0102030405")).isTrue();

        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequenceNumber()).isEqualTo(65_534);
        assertThat(packet.timestamp()).isEqualTo(0x12345);
        assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
        assertThat(packet.payloadLength()).isEqualTo(5);
    }

    @Test
    void contributingSourcesExtensionAndPaddingAreStripped() {
        assertThat(wrap("b2 60 0001 00000000 00000001 0000000a 0000000b 1234 0001 cafebabe aabb 000003"))
                .isTrue();

        assertThat(packet.payloadOffset()).isEqualTo(28);
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.paddingLength()).isEqualTo(3);
        assertThat(packet.findExtension(1))
                .as("an unknown profile has no elements")
                .isFalse();
    }

    /** The example of RFC 8285 §4.2. */
    @Test
    void oneByteElementsAreFound() {
        assertThat(wrap("90 60 0001 00000000 00000001 bede 0003 10 aa 21 bbbb 00 00 33 cccccccc"))
                .isTrue();

        assertThat(elements()).containsExactly("1:aa", "2:bbbb", "3:cccccccc");
        assertThat(packet.findExtension(2)).isTrue();
        assertThat(packet.extensionLength()).isEqualTo(2);
    }

    /** The example of RFC 8285 §4.3. */
    @Test
    void twoByteElementsAreFound() {
        assertThat(wrap("90 60 0001 00000000 00000001 1000 0003 0100 0201bb 00 0304cccccccc"))
                .isTrue();

        assertThat(elements()).containsExactly("1:", "2:bb", "3:cccccccc");
    }

    @Test
    void idFifteenEndsOneByteElements() {
        assertThat(wrap("90 60 0001 00000000 00000001 bede 0002 10aa f0 00 21bbbb 00"))
                .isTrue();

        assertThat(elements()).containsExactly("1:aa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80 60 0001 00000000 000001",
                "40 60 0001 00000000 00000001",
                "81 60 0001 00000000 00000001 000000",
                "90 60 0001 00000000 00000001 bede",
                "90 60 0001 00000000 00000001 bede 0002 00000000",
                "a0 60 0001 00000000 00000001 0000",
                "a0 60 0001 00000000 00000001 0004"
            })
    void aMalformedPacketIsNotTaken(String hex) {
        assertThat(wrap(hex)).isFalse();
    }

    @Test
    void anElementLongerThanTheBlockEndsTheList() {
        assertThat(wrap("90 60 0001 00000000 00000001 bede 0001 10 aa 2f bb")).isTrue();

        assertThat(elements()).containsExactly("1:aa");
    }

    private boolean wrap(String hex) {
        byte[] bytes = HexFormat.of().parseHex("ffff" + hex.replace(" ", ""));
        return packet.wrap(bytes, 2, bytes.length - 2) && shift();
    }

    /** Offsets below count from the packet's beginning. */
    private boolean shift() {
        byte[] bytes = java.util.Arrays.copyOfRange(packet.buffer(), 2, packet.buffer().length);
        return packet.wrap(bytes, 0, bytes.length);
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        packet.rewindExtensions();
        while (packet.nextExtension()) {
            int at = packet.extensionOffset();
            elements.add(packet.extensionId() + ":"
                    + HexFormat.of().formatHex(packet.buffer(), at, at + packet.extensionLength()));
        }
        return elements;
    }
}
