package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequence numbers passing 65,535 (RFC 3711 §3.3.1). */
final class SrtpRolloverTest {
    private static final int FLIGHT = 500;

    @ParameterizedTest
    @EnumSource
    void lossAndReorderingAroundRolloversAreSurvived(SrtpProfile profile) {
        SrtpContext sender = SrtpContext.sending(profile, Rtp.key(profile));
        SrtpContext receiver = SrtpContext.receiving(profile, Rtp.key(profile));
        Random random = new Random(3);
        for (int first = 30_000; first < 4 * 65_536; first += FLIGHT) {
            List<byte[]> flight = flight(sender, first);
            Collections.shuffle(flight, random);
            for (byte[] secured : flight) {
                boolean lost = random.nextInt(10) == 0;
                assertThat(lost || Rtp.unprotectRtp(receiver, secured).length > 0)
                        .as("flight from " + first)
                        .isTrue();
            }
        }
    }

    /** Few packets where nothing happens, all of them near a rollover. */
    private static List<byte[]> flight(SrtpContext sender, int first) {
        List<byte[]> flight = new ArrayList<>();
        for (int index = first; index < first + FLIGHT; index++) {
            if (index % 100 == 0 || Math.abs((short) index) < 100) {
                flight.add(Rtp.protectRtp(sender, Rtp.packet(index & 0xFFFF)));
            }
        }
        return flight;
    }

    @Test
    void aPacketRecoveredAcrossTheRolloverIsAccepted() {
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        SrtpContext sender = SrtpContext.sending(profile, Rtp.key(profile));
        SrtpContext receiver = SrtpContext.receiving(profile, Rtp.key(profile));
        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender, Rtp.packet(65_534))))
                .isNotEmpty();
        byte[] late = Rtp.protectRtp(sender, Rtp.packet(65_535));
        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender, Rtp.packet(0))))
                .isNotEmpty();

        assertThat(Rtp.unprotectRtp(receiver, late)).isEqualTo(Rtp.packet(65_535));
    }
}
