package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceFixture.CELLULAR;
import static dev.roomjar.media.ice.IceFixture.SECOND;
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
    void whenAConnectionEndsThePeerIsSentToWhereElseItWasHeard() {
        ice.nominate(WIFI, START);
        ice.nominate(CELLULAR, START + SECOND);

        assertThat(ice.agent.lost(CELLULAR, START + 2 * SECOND)).isTrue();
        assertThat(ice.agent.selected()).isEqualTo(WIFI);
        assertThat(ice.agent.knows(CELLULAR)).isFalse();
        assertThat(ice.agent.lost(WIFI, START + 3 * SECOND)).isTrue();
        assertThat(ice.agent.selected()).isNull();
        assertThat(ice.nominate(WIFI, START + 4 * SECOND).selectedChanged()).isTrue();
    }

    @Test
    void whenAConnectionEndsNothingIsSentToWhereConsentHasExpired() {
        ice.nominate(WIFI, START);
        ice.nominate(CELLULAR, START + 20 * SECOND);

        ice.agent.lost(CELLULAR, START + 30 * SECOND);

        assertThat(ice.agent.selected()).isNull();
        assertThat(ice.agent.state(START + 30 * SECOND)).isEqualTo(IceState.DISCONNECTED);
    }

    @Test
    void aConnectionThatWasNotInUseEndsUnnoticed() {
        ice.check(CELLULAR, START);
        ice.nominate(WIFI, START);

        assertThat(ice.agent.lost(CELLULAR, START)).isFalse();
        assertThat(ice.agent.selected()).isEqualTo(WIFI);
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
