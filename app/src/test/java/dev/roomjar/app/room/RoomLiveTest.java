package dev.roomjar.app.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveViewTest;
import dev.roomjar.liveview.Params;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RoomLiveTest {

    private static final String HOOK = "#publisher-div";

    private SiteInProcess site;

    @BeforeEach
    void open() {
        site = new SiteInProcess();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aSharedLinkAsksForANameFirst() {
        site.room("Année 7/b?", "Ana");
        LivePage ben = site.visitor().open("/rooms/Ann%C3%A9e%207%2Fb%3F");
        assertThat(ben.text("h1")).isEqualTo("Join Année 7/b?");
        assertThat(ben.has("[data-user]")).isFalse();

        ben.submit("#name-form", Map.of("name", "Ben"));
        assertThat(ben.has("#preview")).isTrue();
        ben.submit("#come-in", Map.of());

        assertThat(ben.uri()).isEqualTo("/rooms/Ann%C3%A9e%207%2Fb%3F");
        assertThat(ben.title()).contains("Année 7/b?");
        assertThat(ben.texts(".tile-name")).containsExactly("Ben (you)", "Ana");
    }

    @Test
    void aPageThatIsNotConnectedHasNotJoined() {
        LiveViewTest visitor = site.visitor();
        visitor.open("/").submit("#name-form", Map.of("name", "Ben"));

        LivePage dead = visitor.openDisconnected("/rooms/Quiet");

        assertThat(dead.status()).isEqualTo(200);
        assertThat(dead.has("#preview")).isTrue();
        assertThat(site.lobby("Ana").has("[data-room=Quiet]")).isFalse();
    }

    @Test
    void whoJoinsAppearsAndWhoGoesVanishes() {
        LivePage ana = site.room("Maths", "Ana");

        LivePage ben = site.room("Maths", "Ben");
        ana.await(page -> page.has("[data-user=Ben]"));
        assertThat(ana.text("[data-user=Ben] .tile-face")).endsWith("Connecting to video…");
        assertThat(ana.text("main > [role=status]")).isEqualTo("Ben joined.");

        ben.close();
        ana.await(page -> !page.has("[data-user=Ben]"));
        assertThat(ana.text("main > [role=status]")).isEqualTo("Ben left.");
    }

    @Test
    void aTakenNameIsRefused() {
        LivePage ana = site.room("Maths", "Ana");

        LivePage other = site.room("Maths", "aNa");

        assertThat(other.text("#another-name [role=alert]")).startsWith("Somebody in that room is called aNa already.");
        other.submit("#name-form", Map.of("name", "Another Ana"));
        other.submit("#come-in", Map.of());
        assertThat(other.texts(".tile-name")).containsExactly("Another Ana (you)", "Ana");
        other.close();
        ana.await(page -> page.texts("[data-user]").size() == 1);
        assertThat(ana.texts("[data-user]")).hasSize(1);
    }

    @Test
    void aRoomThatIsFullSaysSo() {
        site.room("Maths", "Ana");
        site.room("Maths", "Ben");
        site.room("Maths", "Cleo");

        LivePage dan = site.room("Maths", "Dan");

        assertThat(dan.text("#over p")).startsWith("That room is full: it holds 3 people.");
    }

    @Test
    void theSameBrowserTakesItsPlaceOver() {
        LivePage ben = site.room("Maths", "Ben");
        LiveViewTest browser = site.visitor();
        LivePage first = browser.open("/");
        first.submit("#name-form", Map.of("name", "Ana"));
        first.visit("/rooms/Maths?join");
        ben.await(page -> page.has("[data-user=Ana]"));

        LivePage second = browser.open("/rooms/Maths?join");

        assertThat(second.texts(".tile-name")).containsExactly("Ana (you)", "Ben");
        first.await(page -> page.has("#over"));
        assertThat(first.text("#over p")).isEqualTo("You joined this room in another window, so this one has left it.");
        assertThat(ben.texts("[data-user=Ana]")).hasSize(1);
    }

    @Test
    void switchesShowOnEveryPage() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage ben = site.room("Maths", "Ben");
        ana.await(page -> page.has("[data-user=Ben]"));

        ben.click("#microphone");
        assertThat(ben.text("#microphone")).isEqualTo("Unmute");
        assertThat(ben.attribute("#microphone", "aria-pressed")).isEqualTo("true");
        ana.await(page -> page.has("[data-user=Ben] [aria-label='Microphone off']"));

        ben.click("#camera");
        assertThat(ben.text("#camera")).isEqualTo("Start camera");
        ana.await(page -> page.has("[data-user=Ben].camera-off"));

        ben.click("#microphone");
        ana.await(page -> !page.has("[data-user=Ben] [aria-label='Microphone off']"));
        assertThat(ana.has("[data-user=Ben].camera-off")).isTrue();
    }

    @Test
    void devicesThatCannotBeUsedAreToldToTheirOwnerAndShownToTheOthers() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage ben = site.room("Maths", "Ben");

        ben.hook(HOOK, "devices", Map.of("microphone", "REFUSED", "camera", "MISSING"));

        assertThat(ben.text("#notice")).contains("We found no camera", "does not let this page use your microphone");
        assertThat(ben.has("#camera[disabled]")).isTrue();
        ana.await(page -> page.has("[data-user=Ben]")
                && page.text("[data-user=Ben] .tile-face").endsWith("Without camera and microphone"));
        assertThat(ana.has("#notice")).isFalse();
    }

    @Test
    void theHookGetsWhatItNeedsToPublishAndNothingElse() {
        LivePage ana = site.room("Maths", "Ana");

        Params info = ana.hook(HOOK, "get_publish_info", Map.of());

        assertThat(info.names()).containsExactlyInAnyOrder("key", "token", "session_id");
        assertThat(info.get("key")).isEqualTo("100");
        assertThat(info.get("session_id")).startsWith("session-");
        assertThat(info.get("token")).startsWith("TOKEN-");
    }

    @Test
    void aStreamShowsOnTheOtherPagesIfItIsThePublishersOwn() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage ben = site.room("Maths", "Ben");
        ana.await(page -> page.has("[data-user=Ben]"));
        String session = ben.hook(HOOK, "get_publish_info", Map.of()).get("session_id");
        String seat = ana.attribute("[data-user=Ben]", "id").substring("tile-".length());

        ben.hook(HOOK, "store_stream_id", Map.of("stream_id", "of-somebody-else"));
        site.video.publishes(session, seat, "stream-of-ben");
        ben.hook(HOOK, "store_stream_id", Map.of("stream_id", "stream-of-ben"));

        ana.await(page -> page.has("[data-user=Ben] #subscriber-div-stream-of-ben"));
        assertThat(ana.html()).doesNotContain("of-somebody-else");
        assertThat(ben.has("#subscriber-div-stream-of-ben")).isFalse();

        ben.hook(HOOK, "get_publish_info", Map.of());
        ana.await(page -> !page.has("#subscriber-div-stream-of-ben"));
    }

    @Test
    void noTokenStandsInAnyPage() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage ben = site.room("Maths", "Ben");
        ana.await(page -> page.has("[data-user=Ben]"));
        String tokenOfAna = ana.hook(HOOK, "get_publish_info", Map.of()).get("token");
        String tokenOfBen = ben.hook(HOOK, "get_publish_info", Map.of()).get("token");

        assertThat(tokenOfAna).isNotEqualTo(tokenOfBen);
        for (LivePage page :
                new LivePage[] {ana, ben, site.lobby("Cleo"), site.visitor().open("/rooms/Maths")}) {
            assertThat(page.html()).doesNotContain("TOKEN-");
        }
    }
}
