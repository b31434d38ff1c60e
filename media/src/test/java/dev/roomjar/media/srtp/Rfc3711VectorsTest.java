package dev.roomjar.media.srtp;

import static dev.roomjar.media.srtp.Rtp.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The test vectors of RFC 3711, appendix B. */
final class Rfc3711VectorsTest {

    /** B.2; the packet with SSRC, sequence number and rollover counter zero shows the key stream itself in its payload. */
    @Test
    void counterModeKeyStream() {
        SessionKeys keys = new SessionKeys(
                hex("2B7E151628AED2A6ABF7158809CF4F3C"), new byte[20], hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
        var transform = new CounterModeTransform(keys);
        byte[] packet = new byte[12 + 48 + 10];
        packet[0] = (byte) 0x80;

        assertThat(transform.protectRtp(packet, 0, 12, 60, 0)).isTrue();

        assertThat(Arrays.copyOfRange(packet, 12, 60)).isEqualTo(hex("""
                E03EAD0935C95E80E166B16DD92B4EB4
                D23513162B02D0F72A43A2FE4A5F97AB
                41E95B3BB0A2E8DD477901E4FCA894C0"""));
    }

    /** B.3. */
    @Test
    void keyDerivation() {
        var derivation = new KeyDerivation(
                new MasterKey(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6")));

        assertThat(derivation.derive(0, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(derivation.derive(2, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(derivation.derive(1, 20)).isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }
}
