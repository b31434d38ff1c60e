package dev.roomjar.app.room;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes a link in the chat, and what does not. */
class ChatPartTest {

    private static List<String> links(String message) {
        return ChatPart.of(message).stream()
                .filter(ChatPart::link)
                .map(ChatPart::address)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            see https://example.org/a?b=c&d=e#f for more|https://example.org/a?b=c&d=e#f
            HTTP://EXAMPLE.ORG|HTTP://EXAMPLE.ORG
            Read http://localhost:4000/rooms/Maths.|http://localhost:4000/rooms/Maths
            (https://en.wikipedia.org/wiki/Jar_(disambiguation))|https://en.wikipedia.org/wiki/Jar_(disambiguation)
            [https://example.org/[x]], then|https://example.org/[x]
            Is it https://example.org/?!|https://example.org/
            «https://müller.example/über»|https://müller.example/über
            https://例え.jp/道|https://例え.jp/道
            https://[2001:db8::1]:8443/x|https://[2001:db8::1]:8443/x
            *https://example.org*|https://example.org
            """)
    void anAddressIsALinkWithoutTheSentenceAroundIt(String message, String link) {
        assertThat(links(message)).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt://example.org/%0aalert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:msgbox",
                "file:///etc/passwd",
                "ftp://example.org",
                "https:example.org",
                "https://",
                "https:///path",
                "https://?x",
                "https://..",
                "https://-",
                "xhttps://example.org",
                "https://bank.example@evil.example/",
                "https://user:pass@evil.example/",
                "https://evil.example%2f@x",
                "https://example.org:port/",
                "https://[::1/",
                "https:\\\\example.org",
                "example.org",
            })
    void whatIsNoPlainWebAddressStaysText(String message) {
        assertThat(ChatPart.of(message)).containsExactly(new ChatPart(message, ""));
    }

    @Test
    void markupEndsAnAddress() {
        assertThat(links("https://example.org/\"onmouseover=\"alert(1)")).containsExactly("https://example.org/");
        assertThat(links("<a href='https://example.org/x'>")).containsExactly("https://example.org/x");
        assertThat(links("https://example.org/<script>alert(1)</script>")).containsExactly("https://example.org/");
        assertThat(links("https://example.org/`x`")).containsExactly("https://example.org/");
    }

    @Test
    void nothingInvisibleIsInALink() {
        assertThat(links("https://example.org/\u202Egpj.exe")).containsExactly("https://example.org/");
        assertThat(links("https://exa\u200Bmple.org")).containsExactly("https://exa");
        assertThat(links("https://example.org/a\u2066b\u00A0c")).containsExactly("https://example.org/a");
    }

    @Test
    void thePartsPutTogetherAreTheMessage() {
        for (String message : List.of(
                "",
                "plain",
                "a https://x.example/ b http://y.example, c https://user@z.example d",
                "https://a.example https://b.example",
                "🙂 https://x.example/🙂 🙂\nnew line",
                "))) https://x.example/))) (((")) {
            assertThat(ChatPart.of(message).stream().map(ChatPart::text).collect(joining()))
                    .isEqualTo(message);
        }
    }

    @Test
    @Timeout(5)
    void theLongestMessageTakesNoTime() {
        for (String piece :
                List.of("https://", "https://a", "(", ")", "https://a.b/)", ".", "http://[", "https://a@")) {
            String message = piece.repeat(2_000 / piece.length());
            assertTimeout(Duration.ofMillis(500), () -> ChatPart.of(message + "https://" + message));
        }
    }
}
