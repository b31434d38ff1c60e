package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceFixture.CELLULAR;
import static dev.roomjar.media.ice.IceFixture.START;
import static dev.roomjar.media.ice.IceFixture.WIFI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.IceResult.Discard;
import dev.roomjar.media.ice.IceResult.Reason;
import dev.roomjar.media.testing.ConnectivityChecks;
import org.junit.jupiter.api.Test;

/** ICE restarts (RFC 8445 §9). */
final class IceRestartTest {
    private final IceFixture ice = new IceFixture();
    private final IceCredentials newServer = IceCredentials.random(ice.random);
    private final IceCredentials newClient = IceCredentials.random(ice.random);
    private final ConnectivityChecks newChecks = new ConnectivityChecks(newClient, newServer, ice.random);

    @Test
    void theOldPairServesUntilANewOneIsNominated() {
        givenARestartWhileOnWifi();

        ice.replyTo(newChecks.check(false), CELLULAR, START);
        assertThat(ice.agent.selected()).isEqualTo(WIFI);
        assertThat(ice.agent.localUfrags()).containsExactly(newServer.ufrag(), ice.server.ufrag());
        assertThat(ice.check(WIFI, START).selectedChanged()).isFalse();

        assertThat(ice.replyTo(newChecks.check(true), CELLULAR, START).selectedChanged())
                .isTrue();
        assertThat(ice.agent.selected()).isEqualTo(CELLULAR);
    }

    @Test
    void theOldCredentialsEndWithTheNomination() {
        givenARestartWhileOnWifi();
        ice.replyTo(newChecks.check(true), CELLULAR, START);

        assertThat(ice.agent.localUfrags()).containsExactly(newServer.ufrag());
        assertThat(ice.receive(ice.checks.check(true), WIFI, START)).isEqualTo(new Discard(Reason.UNKNOWN_USER));
        assertThat(ice.agent.knows(WIFI)).isFalse();
    }

    @Test
    void aSecondRestartBeforeTheFirstIsDoneKeepsTheWorkingPair() {
        givenARestartWhileOnWifi();
        IceCredentials newest = IceCredentials.random(ice.random);
        ice.agent.restart(newest);

        assertThat(ice.agent.localUfrags()).containsExactly(newest.ufrag(), ice.server.ufrag());
        assertThat(ice.agent.selected()).isEqualTo(WIFI);
        assertThat(ice.receive(newChecks.check(true), CELLULAR, START)).isEqualTo(new Discard(Reason.UNKNOWN_USER));
    }

    private void givenARestartWhileOnWifi() {
        ice.nominate(WIFI, START);
        ice.agent.restart(newServer);
        ice.agent.remote(newClient);
    }
}
