package dev.roomjar.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.TransportAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is let in. */
class AdmissionTest {
    private final Admission admission =
            new Admission(new TcpLimits(6, 4, 3, 2, Duration.ofSeconds(10), Duration.ofSeconds(60), 8, 1_000));
    private int numbers;

    @Test
    void oneSourceHasFewStrangers() {
        assertThat(admission.admit(from(1))).isTrue();
        assertThat(admission.admit(from(1))).isTrue();
        assertThat(admission.admit(from(1))).isFalse();
        assertThat(admission.admit(from(2))).isTrue();
    }

    @Test
    void whoHasProvenItselfMakesRoomForMoreUpToTheBoundOfTheSource() {
        for (int i = 0; i < 4; i++) {
            TransportAddress connection = from(1);
            assertThat(admission.admit(connection)).isTrue();
            admission.proven(connection);
        }
        assertThat(admission.admit(from(1))).isFalse();
    }

    @Test
    void theEldestStrangerMakesRoom() {
        TransportAddress eldest = from(1);
        TransportAddress second = from(2);
        admission.admit(eldest);
        admission.admit(second);
        admission.admit(from(3));
        assertThat(admission.surplus()).isNull();
        admission.proven(second);
        admission.admit(from(4));
        assertThat(admission.surplus()).isNull();
        admission.admit(from(5));

        assertThat(admission.surplus()).isEqualTo(eldest);
        admission.closed(eldest);
        assertThat(admission.surplus()).isNull();
    }

    @Test
    void beyondTheWholeNobodyIsLetInUntilOneLeaves() {
        TransportAddress first = from(0);
        admission.admit(first);
        for (int i = 1; i < 6; i++) {
            assertThat(admission.admit(from(i))).isTrue();
        }
        assertThat(admission.admit(from(7))).isFalse();
        admission.closed(first);
        assertThat(admission.admit(from(7))).isTrue();
        assertThat(admission.connections()).isEqualTo(6);
    }

    @Test
    void anIpv6NetworkIsOneSource() {
        for (int i = 0; i < 2; i++) {
            assertThat(admission.admit(new TransportAddress(0x2001_0db8_0000_0001L, i, 1, ++numbers)))
                    .isTrue();
        }
        assertThat(admission.admit(new TransportAddress(0x2001_0db8_0000_0001L, 9, 1, ++numbers)))
                .isFalse();
        assertThat(admission.admit(new TransportAddress(0x2001_0db8_0000_0002L, 9, 1, ++numbers)))
                .isTrue();
    }

    private TransportAddress from(int host) {
        return TransportAddress.ofIpv4(0xc6336400 + host, 5_000).from(TransportAddress.TCP + ++numbers);
    }
}
