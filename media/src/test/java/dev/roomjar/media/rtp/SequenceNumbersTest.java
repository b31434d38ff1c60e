package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceNumbersTest {

    @Test
    void numbersAreComparedAcrossTheWrap() {
        assertThat(SequenceNumbers.isNewer(0, 65_535)).isTrue();
        assertThat(SequenceNumbers.isNewer(65_535, 0)).isFalse();
        assertThat(SequenceNumbers.isNewer(5, 5)).isFalse();
        assertThat(SequenceNumbers.distance(65_530, 4)).isEqualTo(10);
        assertThat(SequenceNumbers.distance(4, 65_530)).isEqualTo(-10);
    }

    @Test
    void aNumberUnwrapsToTheNearest() {
        assertThat(SequenceNumbers.unwrap(3, 0x1_fff0L)).isEqualTo(0x2_0003L);
        assertThat(SequenceNumbers.unwrap(0xfff0, 0x2_0003L)).isEqualTo(0x1_fff0L);
        assertThat(SequenceNumbers.unwrap(0xffff, 0)).isEqualTo(-1);
    }
}
