package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceFixture.CELLULAR;
import static dev.roomjar.media.ice.IceFixture.START;
import static dev.roomjar.media.ice.IceFixture.WIFI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which address an agent sends to. */
final class IceSelectionTest {
    private final IceFixture ice = new IceFixture();

    @Test
    void beforeAnyCheckThereIsNone() {
        assertThat(ice.agent.selected()).isNull();
        assertThat(ice.agent.knows(WIFI)).isFalse();
    }

    @Test
    void beforeNominationItIsTheOneThatProvedItselfLast() {
        assertThat(ice.check(WIFI, START).selectedChanged()).isTrue();
        assertThat(ice.check(CELLULAR, START).selectedChanged()).isTrue();

        assertThat(ice.agent.selected()).isEqualTo(CELLULAR);
    }

    @Test
    void aNominatedAddressStaysWhileOthersAreOnlyChecked() {
        ice.nominate(WIFI, START);

        assertThat(ice.check(CELLULAR, START).selectedChanged()).isFalse();
        assertThat(ice.agent.selected()).isEqualTo(WIFI);
        assertThat(ice.agent.knows(CELLULAR)).isTrue();
    }

    @Test
    void aPeerBehindARebindingNatIsFollowed() {
        ice.nominate(WIFI, START);
        TransportAddress rebound = new TransportAddress(WIFI.high(), WIFI.low(), WIFI.port() + 1);

        assertThat(ice.nominate(rebound, START).selectedChanged()).isTrue();
        assertThat(ice.agent.selected()).isEqualTo(rebound);
    }

    @Test
    void nominatingTheSameAddressAgainChangesNothing() {
        assertThat(ice.nominate(WIFI, START).selectedChanged()).isTrue();
        assertThat(ice.nominate(WIFI, START).selectedChanged()).isFalse();
    }

    @Test
    void aCrowdOfAddressesDoesNotDisplaceTheSelectedOne() {
        ice.nominate(WIFI, START);
        for (int port = 1; port <= 1000; port++) {
            ice.check(TransportAddress.ofIpv4(1, port), START);
        }

        assertThat(ice.agent.selected()).isEqualTo(WIFI);
        assertThat(ice.agent.knows(WIFI)).isTrue();
        assertThat(ice.agent.knows(TransportAddress.ofIpv4(1, 1))).isFalse();
        assertThat(ice.agent.knows(TransportAddress.ofIpv4(1, 1000))).isTrue();
    }
}
