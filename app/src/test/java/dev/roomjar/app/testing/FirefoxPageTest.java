package dev.roomjar.app.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class FirefoxPageTest {

    @Test
    void aPageIsOpenedAndAsked() {
        assumeTrue(FirefoxPage.executable().isPresent(), "Firefox is not installed (apt-get install firefox-esr)");

        try (FirefoxPage page = FirefoxPage.open(FirefoxPage.executable().orElseThrow(), "about:blank")) {
            page.evaluate("document.title = 'hello'");

            assertThat(page.evaluate("document.title")).isEqualTo("hello");
            assertThat(page.evaluate("Promise.resolve(1 + 1)")).isEqualTo("2");
            page.await("document.readyState === 'complete'", Duration.ofSeconds(5));
        }
    }
}
