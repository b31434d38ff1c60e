package dev.roomjar.app.dashboard;

import static dev.roomjar.app.server.DashboardInProcess.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveViewTest;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.MediaStatistics.Forwarded;
import dev.roomjar.media.MediaStatistics.Layer;
import dev.roomjar.media.MediaStatistics.Published;
import dev.roomjar.media.MediaStatistics.Receiving;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import dev.roomjar.opentok.SessionStatistics;
import dev.roomjar.opentok.SessionStatistics.StreamForwarded;
import dev.roomjar.opentok.SessionStatistics.StreamReceived;
import dev.roomjar.opentok.SessionStatistics.Viewer;
import dev.roomjar.opentok.StreamInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DashboardLiveTest {

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
    void withoutThePasswordNothingIsShown() {
        site.room("Maths", "Ana");

        LivePage page = site.visitor().open("/dashboard?room=Maths");

        assertThat(page.html()).doesNotContain("Maths", "Ana");
        page.submit("#sign-in", Map.of("password", "sesame"));
        assertThat(page.text(".flash-error p")).isEqualTo("That is not the password. Please try again.");
        assertThat(page.has(".figures")).isFalse();
    }

    @Test
    void whoTriesPasswordsOutIsToldToSlowDown() {
        LivePage page = site.visitor().open("/dashboard");
        for (int i = 0; i < 20; i++) {
            page.submit("#sign-in", Map.of("password", "guess " + i));
        }

        page.submit("#sign-in", Map.of("password", PASSWORD));

        assertThat(page.text(".flash-error p")).startsWith("Too many tries");
        site.dashboard.now = site.dashboard.now.plusSeconds(60);
        page.submit("#sign-in", Map.of("password", PASSWORD));
        assertThat(page.has(".figures")).isTrue();
    }

    @Test
    void theOverviewFollowsTheRooms() {
        LivePage page = operator();
        assertThat(page.text(".rooms-empty")).isEqualTo("Nobody is in a room right now.");

        site.room("Maths", "Ana");

        page.await(now -> now.has("[data-room=Maths]"));
        assertThat(page.texts("[data-room=Maths] td").getFirst()).isEqualTo("1");
        assertThat(page.texts(".figure dd")).contains("50 %of 2");
    }

    @Test
    void aPersonIsShownWithTheirStreamsAndWhatTheyAreSent() {
        site.room("Maths", "Ana");
        site.room("Maths", "Ben");
        LivePage page = operator();
        page.await(now -> now.has("[data-room=Maths]"));
        page.click("[data-room=Maths] a");
        String ana = page.attribute("[data-person=Ana]", "id").substring("person-".length());
        String ben = page.attribute("[data-person=Ben]", "id").substring("person-".length());
        site.dashboard.statistics = statistics(ana, ben, 1);

        page.await(now -> now.texts("[data-person=Ana] td").getFirst().equals("1"));
        site.dashboard.now = site.dashboard.now.plusSeconds(2);
        site.dashboard.statistics = statistics(ana, ben, 2);

        page.await(now -> now.texts("[data-person=Ana] td").get(1).equals("840 kbit/s"));
        assertThat(page.texts("[data-person=Ana] td").get(2)).isEqualTo("10 %");
        assertThat(page.texts("[data-person=Ben] td")).endsWith("812 kbit/s", "5 Mbit/s", "2 %", "40 ms");
        page.click("[data-person=Ana] a");
        assertThat(page.texts(".stream tbody th")).containsExactly("320 × 180", "1280 × 720");
        assertThat(page.texts(".stream tbody td")).endsWith("0", "Paused");
        page.visit("/dashboard?room=Maths&person=" + ben);
        assertThat(page.texts("[aria-labelledby=receives] tbody td")).contains("320 × 180 T1", "Enough");
    }

    @Test
    void aRoomIsEndedOnlyAfterAQuestion() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage page = operator();
        page.visit("/dashboard?room=maths");

        page.click("button[phx-value-about=END]");
        assertThat(page.text("#question-text")).isEqualTo("End “Maths” for everybody in it?");
        page.click("button[phx-click=end_room]");

        ana.await(now -> now.text("body").contains("ended"));
        assertThat(page.text(".flash p")).isEqualTo("“Maths” was ended.");
    }

    @Test
    void aPersonIsRemoved() {
        LivePage ana = site.room("Maths", "Ana");
        LivePage page = operator();
        page.visit("/dashboard?room=Maths");
        page.click("[data-person=Ana] a");

        page.click("button[phx-value-about=REMOVE]");
        page.click("button[phx-click=remove_person]");

        ana.await(now -> now.text("body").contains("removed"));
    }

    @Test
    void signingOutClosesOpenPagesToo() {
        LiveViewTest browser = site.visitor();
        LivePage page = browser.open("/dashboard");
        page.submit("#sign-in", Map.of("password", PASSWORD));
        LivePage other = browser.open("/dashboard");
        assertThat(other.has(".figures")).isTrue();

        page.submit("#sign-out");

        assertThat(page.has("#sign-in")).isTrue();
        other.await(now -> now.has("#sign-in"));
    }

    @Test
    void aNewPasswordEndsTheSessionsOfTheOneBefore() {
        LivePage page = operator();

        site.dashboard.newPassword("another");

        page.await(now -> now.has("#sign-in"));
    }

    @Test
    void aSessionEndsAfterHalfADay() {
        LivePage page = operator();

        site.dashboard.now = site.dashboard.now.plus(Duration.ofHours(12));

        page.await(now -> now.has("#sign-in"));
    }

    private LivePage operator() {
        LivePage page = site.visitor().open("/dashboard");
        page.submit("#sign-in", Map.of("password", PASSWORD));
        assertThat(page.has(".figures")).isTrue();
        return page;
    }

    /** Ana sends 840 kbit/s with a tenth lost; Ben is sent the lower of her two layers. */
    private static SessionStatistics statistics(String ana, String ben, int round) {
        Published sent = new Published(
                "publication-1",
                PeerState.CONNECTED,
                round * 10_000L,
                round * 200_000L,
                round * 1_000L,
                round * 100L,
                MediaStatistics.UNKNOWN,
                List.of(new Layer(320, 180, 15, 150_000), new Layer(1280, 720, 0, 0)));
        Forwarded forwarded =
                new Forwarded("receiver-1/1", "publication-1", 9_000L * round, 0, 0, 1, VideoQuality.SUFFICIENT);
        Receiving received = new Receiving(
                "receiver-1", PeerState.CONNECTED, 5_000_000, 812_000, 0.02, 40_000_000, List.of(forwarded));
        return new SessionStatistics(
                List.of(new StreamReceived(
                        new StreamInfo("stream-1", "connection-1", ana, "Ana", "camera", true, true), sent)),
                List.of(new Viewer(
                        "connection-2", ben, received, List.of(new StreamForwarded("stream-1", forwarded)))));
    }
}
