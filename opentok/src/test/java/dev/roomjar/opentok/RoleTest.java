package dev.roomjar.opentok;

import static dev.roomjar.opentok.Capability.PUBLISH;
import static dev.roomjar.opentok.Capability.SIGNAL;
import static dev.roomjar.opentok.Capability.SUBSCRIBE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void rolesMayWhatOpenTokDocuments() {
        assertThat(Role.SUBSCRIBER.capabilities()).containsExactlyInAnyOrder(SUBSCRIBE, SIGNAL);
        assertThat(Role.PUBLISHER.capabilities()).containsExactlyInAnyOrder(PUBLISH, SUBSCRIBE, SIGNAL);
        assertThat(Role.PUBLISHER_ONLY.capabilities()).containsExactly(PUBLISH);
        assertThat(Role.MODERATOR.capabilities()).containsExactlyInAnyOrder(Capability.values());
    }

    @Test
    void everyRoleIsFoundByItsWord() {
        for (Role role : Role.values()) {
            assertThat(Role.ofClaim(role.claim())).contains(role);
        }
        assertThat(Role.ofClaim("Publisher")).isEmpty();
    }
}
