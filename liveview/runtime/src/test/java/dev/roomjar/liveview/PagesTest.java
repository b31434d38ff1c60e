package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import dev.roomjar.liveview.demo.RoomLive;
import dev.roomjar.liveview.page.PageAnswer;
import dev.roomjar.liveview.page.PageRequest;
import dev.roomjar.liveview.page.Pages;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PagesTest {
    private final Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final Pages pages =
            new Pages(DemoSite.routes(new News()).clock(() -> now).build().site());

    @Test
    void overHttpsTheCookieIsSecureAndHasAnotherName() {
        assertThat(get(Map.of(), true).setCookies())
                .singleElement()
                .asString()
                .startsWith("__Host-live_session=")
                .endsWith("; Secure");
    }

    @Test
    void aCookieOfPlainHttpIsNotTakenOverHttps() {
        LoadedPage plain = LoadedPage.of(get(Map.of(), false));
        assertThat(get(plain.cookies(), true).setCookies()).hasSize(1);
        assertThat(get(plain.cookies(), false).setCookies()).isEmpty();
    }

    @Test
    void theFlashCookieOfTheClientIsShownAndDeleted() {
        String flash = SignedFlash.of(DemoSite.SECRET, now, "FLASH", Map.of("info", "carried over"));
        PageAnswer answer = get(Map.of("__phoenix_flash__", flash), false);
        assertThat(answer.html()).contains("carried over");
        assertThat(answer.setCookies()).contains("__phoenix_flash__=; Path=/; Max-Age=0; SameSite=Lax");
    }

    @Test
    void aForgedFlashIsNotShown() {
        String forged = SignedFlash.of(new byte[32], now, "FLASH", Map.of("info", "forged"));
        assertThat(get(Map.of("__phoenix_flash__", forged), false).html()).doesNotContain("forged");
        String old = SignedFlash.of(DemoSite.SECRET, now.minusSeconds(61), "FLASH", Map.of("info", "outdated"));
        assertThat(get(Map.of("__phoenix_flash__", old), false).html()).doesNotContain("outdated");
    }

    @Test
    void twoViewsAtOneAddressAreAMistake() {
        var routes = DemoSite.routes(new News()).live(RoomLive.class, RoomLive::new);
        assertThatThrownBy(routes::build).hasMessageContaining("are both at \"/rooms/{room}\"");
    }

    @Test
    void literalSegmentsWinOverParameters() {
        var table = RouteTable.of(Map.of("/rooms/{room}", "any", "/rooms/new", "new", "/{a}/{b}", "other"));
        assertThat(Objects.requireNonNull(table.find("/rooms/new")).target()).isEqualTo("new");
        assertThat(Objects.requireNonNull(table.find("/rooms/x")).target()).isEqualTo("any");
        assertThat(Objects.requireNonNull(table.find("/x/y")).target()).isEqualTo("other");
        assertThat(table.find("/rooms/")).isNull();
        assertThat(table.find("/rooms/x/")).isNull();
        assertThat(table.find("rooms/x")).isNull();
        assertThat(table.find("/rooms/%zz")).isNull();
    }

    private PageAnswer get(Map<String, String> cookies, boolean secure) {
        return Objects.requireNonNull(pages.get(new PageRequest("/", null, cookies, "", secure)));
    }
}
