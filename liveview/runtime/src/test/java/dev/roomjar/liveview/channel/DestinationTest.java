package dev.roomjar.liveview.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/rooms/blue", "/a?b=c#d", "/a//b", "/%2F%2Fx"})
    void pathsOfThisSiteAreTaken(String path) {
        assertThat(Destination.path(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rooms",
                "//evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/a\r\nSet-Cookie: b",
                "\t//evil.example",
                " /",
                "/a b",
                "javascript:alert(1)",
                "java\nscript:alert(1)",
                "data:text/html,x",
                "http://evil.example",
                "/\u0000"
            })
    void allElseIsRefused(String trick) {
        assertThatThrownBy(() -> Destination.path(trick))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a path on this site");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.org/a", "HTTP://example.org", "/here"})
    void aRedirectMayLeaveTheSite(String url) {
        assertThat(Destination.anywhere(url)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "javascript:alert(1)", "ftp://x", "https:evil", "https://a\tb", "https://a\\b"
            })
    void butOnlyOverHttp(String url) {
        assertThatThrownBy(() -> Destination.anywhere(url)).isInstanceOf(IllegalArgumentException.class);
    }
}
