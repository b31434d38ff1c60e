package dev.roomjar.opentok.signalling;

import static dev.roomjar.opentok.signalling.Heartbeat.Due.GIVE_UP;
import static dev.roomjar.opentok.signalling.Heartbeat.Due.NOTHING;
import static dev.roomjar.opentok.signalling.Heartbeat.Due.PING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat(SignallingOptions.defaults(), 0);

    @Test
    void aPingIsDueEachFiveSeconds() {
        assertThat(heartbeat.delay(0)).isEqualTo(5000);
        assertThat(heartbeat.due(4999)).isEqualTo(NOTHING);
        assertThat(heartbeat.due(5000)).isEqualTo(PING);
        assertThat(heartbeat.due(5000)).isEqualTo(NOTHING);
        assertThat(heartbeat.delay(5000)).isEqualTo(5000);
    }

    @Test
    void twelveSilentSecondsAreTheEnd() {
        heartbeat.due(5000);
        heartbeat.due(10_000);
        assertThat(heartbeat.delay(10_000)).isEqualTo(2000);
        assertThat(heartbeat.due(11_999)).isEqualTo(NOTHING);
        assertThat(heartbeat.due(12_000)).isEqualTo(GIVE_UP);
    }

    @Test
    void anyWordKeepsTheSocket() {
        heartbeat.heard(11_000);
        assertThat(heartbeat.due(22_999)).isEqualTo(PING);
        assertThat(heartbeat.due(23_000)).isEqualTo(GIVE_UP);
    }
}
