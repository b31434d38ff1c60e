package dev.roomjar.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import dev.roomjar.media.testing.ConnectivityChecks;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IceFuzzTest {

    @FuzzTest
    void whatDoesNotProveItselfChangesNothing(byte[] data) {
        IceFixture ice = new IceFixture();

        IceResult result = ice.receive(data, IceFixture.WIFI, IceFixture.START);

        assertThat(ice.agent.selected()).isNull();
        assertThat(ice.agent.state(IceFixture.START)).isEqualTo(IceState.WAITING);
        switch (result) {
            case IceResult.Reply reply -> assertThat(reply.bytes().length).isLessThanOrEqualTo(data.length);
            case IceResult.Discard discard -> assertThat(discard.reason()).isNotNull();
        }
    }

    @Test
    void noMutationChangesAnything() {
        IceFixture other = new IceFixture();
        IceCredentials guess = new IceCredentials(other.server.ufrag(), "guessedguessedguessed222");
        byte[] forged = new ConnectivityChecks(other.client, guess, other.random).check(true);

        Mutations.run(2, 10_000, List.of(forged), this::whatDoesNotProveItselfChangesNothing);
    }
}
