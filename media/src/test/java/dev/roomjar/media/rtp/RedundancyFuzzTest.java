package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedundancyFuzzTest {
    private static final int OPUS = 111;

    @FuzzTest
    void whatIsFoundLiesInsideAndIsRelabelled(byte[] payload) {
        int primary = Redundancy.primary(payload, 0, payload.length, OPUS);
        if (primary != Redundancy.MALFORMED) {
            assertThat(primary).isBetween(1, payload.length);
            Redundancy.relabel(payload, 0, 109);
            assertThat(Redundancy.primary(payload, 0, payload.length, 109)).isEqualTo(primary);
        }
    }

    @Test
    void noMutationThrows() {
        byte[] good = HexFormat.of().parseHex("ef0f00036faabbcc1122");

        Mutations.run(3, 20_000, List.of(good), this::whatIsFoundLiesInsideAndIsRelabelled);
    }
}
