package dev.roomjar.opentok;

import static dev.roomjar.opentok.Fixtures.NODE_TIME;
import static dev.roomjar.opentok.Fixtures.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionIdTest {

    @Test
    void aMintedIdHasTheFormThatTheSdksTakeApart() {
        SessionId id = SessionId.mint(PROJECT, NODE_TIME, Fixtures.random());
        assertThat(id.value()).startsWith("1_").doesNotContain("=");
        String decoded = new String(Base64.getUrlDecoder().decode(id.value().substring(2)), StandardCharsets.US_ASCII);
        assertThat(decoded)
                .startsWith("1~12345678~127.0.0.1~" + NODE_TIME.toEpochMilli() + "~")
                .endsWith("~~");
        assertThat(SessionId.parse(id.value())).contains(id);
        assertThat(PROJECT.owns(id)).isTrue();
    }

    @Test
    void mintedIdsDiffer() {
        var random = Fixtures.random();
        assertThat(SessionId.mint(PROJECT, NODE_TIME, random)).isNotEqualTo(SessionId.mint(PROJECT, NODE_TIME, random));
    }

    @Test
    void whatIsNoIdIsNotRead() {
        for (String text :
                List.of("", "1_", "1_MQ", "1_MX4", "1_@@@@", "1_A", "room", "3_MX4x", "1_" + "M".repeat(254))) {
            assertThat(SessionId.parse(text)).as(text).isEmpty();
        }
    }
}
