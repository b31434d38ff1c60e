package dev.roomjar.media.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class IceCredentialsTest {

    @Test
    void randomCredentialsAreLongEnoughAndDiffer() {
        Random random = new Random(1);

        IceCredentials first = IceCredentials.random(random);

        assertThat(first.ufrag()).matches("[A-Za-z0-9+/]{8}");
        assertThat(first.pwd()).matches("[A-Za-z0-9+/]{24}");
        assertThat(IceCredentials.random(random)).isNotEqualTo(first);
    }

    @Test
    void thePasswordIsNotPrinted() {
        IceCredentials credentials = IceCredentials.random(new Random(1));

        assertThat(credentials.toString()).contains(credentials.ufrag()).doesNotContain(credentials.pwd());
    }

    @Test
    void whatIsNoIceCharIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> new IceCredentials("ab:d", "x".repeat(22)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ice-ufrag")
                .hasMessageContaining("position 2");
        assertThatThrownBy(() -> new IceCredentials("abcd", "x".repeat(21)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ice-pwd has 21 characters");
    }
}
