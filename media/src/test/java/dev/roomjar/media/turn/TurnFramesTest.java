package dev.roomjar.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class TurnFramesTest {

    @Test
    void aStunMessageHasItsHeader() {
        assertThat(length("00030008")).isEqualTo(28);
        assertThat(length("01130000")).isEqualTo(20);
    }

    @Test
    void channelDataIsPadded() {
        assertThat(length("40000000")).isEqualTo(4);
        assertThat(length("40000005")).isEqualTo(12);
        assertThat(length("4fff0008")).isEqualTo(12);
    }

    @Test
    void whatIsNoFrameIsNoticed() {
        assertThat(length("00030007")).isEqualTo(-1);
        assertThat(length("16030100")).as("a TLS record").isEqualTo(20 + 0x0100).isPositive();
        assertThat(length("47455420")).as("GET of HTTP").isPositive();
        assertThat(length("50000004")).isEqualTo(-1);
        assertThat(length("80000004")).isEqualTo(-1);
        assertThat(length("4000ffff")).isEqualTo(-1);
        assertThat(length("0000fffc")).isEqualTo(-1);
    }

    private static int length(String prefix) {
        return TurnFrames.length(HexFormat.of().parseHex(prefix), 0);
    }
}
