package dev.roomjar.opentok.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginsTest {

    @Test
    void pagesOfTheSameHostMayConnect() {
        Origins origins = new Origins(Set.of());
        assertThat(origins.allow("https://example.org", "example.org")).isTrue();
        assertThat(origins.allow("http://example.org:4000", "EXAMPLE.org")).isTrue();
        assertThat(origins.allow("http://[::1]:4000", "[::1]")).isTrue();
    }

    @Test
    void pagesOfOtherHostsMayNotUnlessAllowed() {
        Origins origins = new Origins(Set.of("https://friend.org"));
        assertThat(origins.allow("https://friend.org", "example.org")).isTrue();
        assertThat(origins.allow("https://friend.org:444", "example.org")).isFalse();
        for (String origin :
                new String[] {"https://evil.org", "https://example.org.evil.org", "null", "", "::", "http://"}) {
            assertThat(origins.allow(origin, "example.org")).as(origin).isFalse();
        }
        assertThat(new Origins(Set.of("*")).allow("https://evil.org", "example.org"))
                .isTrue();
    }

    @Test
    void whatIsNoBrowserSendsNoOrigin() {
        assertThat(new Origins(Set.of()).allow(null, "example.org")).isTrue();
    }
}
