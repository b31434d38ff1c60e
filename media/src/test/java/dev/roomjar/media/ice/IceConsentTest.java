package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceFixture.SECOND;
import static dev.roomjar.media.ice.IceFixture.START;
import static dev.roomjar.media.ice.IceFixture.WIFI;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What silence does (RFC 7675), over a clock whose values overflow meanwhile. */
final class IceConsentTest {
    private final IceFixture ice = new IceFixture();

    @Test
    void nothingExpiresBeforeTheFirstCheck() {
        assertThat(ice.agent.state(START + 1000 * SECOND)).isEqualTo(IceState.WAITING);
        assertThat(ice.agent.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void silenceDisconnectsAndThenExpires() {
        ice.nominate(WIFI, START);

        assertThat(ice.agent.state(START + 7 * SECOND - 1)).isEqualTo(IceState.CONNECTED);
        assertThat(ice.agent.state(START + 7 * SECOND)).isEqualTo(IceState.DISCONNECTED);
        assertThat(ice.agent.state(START + 30 * SECOND - 1)).isEqualTo(IceState.DISCONNECTED);
        assertThat(ice.agent.state(START + 30 * SECOND)).isEqualTo(IceState.EXPIRED);
    }

    @Test
    void theDeadlineIsWhereTheStateChanges() {
        ice.nominate(WIFI, START);

        assertThat(ice.agent.deadlineNanos()).isEqualTo(START + 7 * SECOND);
        assertThat(ice.agent.state(START + 7 * SECOND)).isEqualTo(IceState.DISCONNECTED);
        assertThat(ice.agent.deadlineNanos()).isEqualTo(START + 30 * SECOND);
        assertThat(ice.agent.state(START + 30 * SECOND)).isEqualTo(IceState.EXPIRED);
        assertThat(ice.agent.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aCheckBringsTheConnectionBack() {
        ice.nominate(WIFI, START);

        ice.check(WIFI, START + 31 * SECOND);

        assertThat(ice.agent.state(START + 32 * SECOND)).isEqualTo(IceState.CONNECTED);
    }

    @Test
    void mediaKeepsConnectedButDoesNotRenewConsent() {
        ice.nominate(WIFI, START);
        for (int second = 1; second < 30; second++) {
            ice.agent.heard(START + second * SECOND);
            assertThat(ice.agent.state(START + second * SECOND)).isEqualTo(IceState.CONNECTED);
        }

        assertThat(ice.agent.state(START + 30 * SECOND)).isEqualTo(IceState.EXPIRED);
    }

    @Test
    void mediaBeforeAnyCheckProvesNothing() {
        ice.agent.heard(START);

        assertThat(ice.agent.state(START)).isEqualTo(IceState.WAITING);
    }
}
