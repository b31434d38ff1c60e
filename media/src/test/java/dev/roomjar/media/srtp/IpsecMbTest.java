package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of the library's variants a processor is given: one with an instruction that it lacks would end the process. */
final class IpsecMbTest {
    private static final Set<String> NEW = Set.of(
            "aes",
            "pclmulqdq",
            "avx",
            "avx2",
            "bmi2",
            "vaes",
            "vpclmulqdq",
            "avx512f",
            "avx512dq",
            "avx512bw",
            "avx512vl");

    @BeforeEach
    void found() {
        assumeTrue(PacketCiphers.ipsecMb().isPresent(), "ipsec-mb is not on this machine");
    }

    @Test
    void aNewProcessorHasWideInstructions() {
        assertThat(IpsecMb.variant(NEW)).isEqualTo("vaes_avx512");
    }

    @Test
    void oneThatLacksAnyOfThemHasTheNarrowOnes() {
        assertThat(IpsecMb.variant(Set.of("aes", "pclmulqdq", "avx", "avx2", "bmi2", "vaes", "vpclmulqdq", "avx512f")))
                .isEqualTo("avx_gen4");
    }

    @Test
    void anOldOneHasNone() {
        assertThatThrownBy(() -> IpsecMb.variant(Set.of("aes", "pclmulqdq", "avx")))
                .hasMessageContaining("AVX2");
    }
}
