package dev.roomjar.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnCredentialsTest {

    /** Computed with {@code printf %s "$username" | openssl dgst -sha1 -hmac north -binary | base64}. */
    @Test
    void thePasswordIsWhatOthersMakeOfTheSecret() {
        TurnCredentials credentials = TurnCredentials.expiring("north", "alice", Instant.ofEpochSecond(1_433_895_918));

        assertThat(credentials.username()).isEqualTo("1433895918:alice");
        assertThat(credentials.password()).isEqualTo("RqMvcGPYTJMGThVLSi4amT4zFtI=");
    }

    @Test
    void theUserNameTellsTheEndAndTheId() {
        assertThat(TurnCredentials.expiry("1433895918:a:b")).isEqualTo(Instant.ofEpochSecond(1_433_895_918));
        assertThat(TurnCredentials.id("1433895918:a:b")).isEqualTo("a:b");
    }

    @Test
    void otherUserNamesHaveNoEnd() {
        for (String other : new String[] {"", ":", ":a", "a:1", "-1:a", "1433895918", "143389591800:a", "1 :a"}) {
            assertThat(TurnCredentials.expiry(other)).as(other).isNull();
        }
    }

    @Test
    void thePasswordIsNotPrinted() {
        TurnCredentials credentials = TurnCredentials.expiring("north", "alice", Instant.EPOCH);

        assertThat(credentials.toString()).doesNotContain(credentials.password());
        assertThat(TurnSettings.defaults("north").toString()).doesNotContain("north");
    }
}
