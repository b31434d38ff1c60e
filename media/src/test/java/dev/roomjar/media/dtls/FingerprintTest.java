package dev.roomjar.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final byte[] CERTIFICATE = {1, 2, 3};

    @ParameterizedTest
    @ValueSource(strings = {"sha-256", "SHA-384", "sha-512"})
    void strongHashesMatch(String algorithm) throws NoSuchAlgorithmException {
        assertThat(of(algorithm).matches(CERTIFICATE)).isTrue();
        assertThat(of(algorithm).matches(new byte[] {1, 2, 4})).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1", "md5"})
    void weakHashesMatchNothing(String algorithm) throws NoSuchAlgorithmException {
        assertThat(of(algorithm).matches(CERTIFICATE)).isFalse();
    }

    @Test
    void whatIsNoFingerprintIsRefused() {
        assertThatThrownBy(() -> Fingerprint.parse("sha-256"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("<hash function>");
        assertThatThrownBy(() -> Fingerprint.parse("sha-256 AA:B")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Fingerprint of(String algorithm) throws NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance(algorithm).digest(CERTIFICATE);
        return Fingerprint.parse(algorithm + " " + HexFormat.ofDelimiter(":").formatHex(hash));
    }
}
