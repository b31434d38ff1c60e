package dev.roomjar.app.signon;

import static dev.roomjar.app.testing.SchoolTokens.HS256;
import static dev.roomjar.app.testing.SchoolTokens.claims;
import static dev.roomjar.app.testing.SchoolTokens.signed;
import static dev.roomjar.app.testing.SchoolTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.app.testing.SchoolTokens;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveViewTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignOnTest {
    private static final Embedding EVERYBODY = new Embedding(List.of("https://school.example"));
    private static final SignOn.Settings SCHOOL = new SignOn.Settings(SchoolTokens.keys(), "school", "rooms", false);
    private static final String NOT_GOOD = "Your link is not good here.";

    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private SiteInProcess site = new SiteInProcess(EVERYBODY, SCHOOL, () -> now);

    @AfterEach
    void close() {
        site.close();
    }

    private void required() {
        site.close();
        site = new SiteInProcess(
                EVERYBODY, new SignOn.Settings(SchoolTokens.keys(), "school", "rooms", true), () -> now);
    }

    private static LivePage join(LiveViewTest browser, String address) {
        LivePage page = browser.open(address);
        page.submit("#come-in", Map.of());
        return page;
    }

    @Test
    void aTokenNamesThePersonTheirRoleAndTheirRoom() {
        String token = token("Ana López", "Maths", "host", now);
        LivePage ana = site.visitor().open("/rooms/Maths?token=" + token);

        assertThat(ana.uri()).isEqualTo("/rooms/Maths");
        assertThat(ana.html()).doesNotContain(token.substring(token.length() - 43));
        assertThat(ana.text("#invited")).isEqualTo("You are invited as a host.");
        ana.submit("#come-in", Map.of());
        assertThat(ana.texts(".tile-name")).containsExactly("Ana López (you)");
        ana.click("#toggle-people");
        assertThat(ana.has(".person-host")).isTrue();
        assertThat(ana.has("#rename")).isFalse();
    }

    @Test
    void aTokenInAFrameLeavesNoTraceInThePage() {
        String token = token("Ana", "Maths", "guest", now);
        LivePage frame = site.visitor().open("/embed/Maths?token=" + token);

        assertThat(frame.html()).doesNotContain(token.substring(token.length() - 43));
        frame.submit("#come-in", Map.of());
        assertThat(frame.attribute("#frame", "data-name")).isEqualTo("Ana");
        assertThat(site.visitor().open("/embed/Maths").has("#name-form")).isTrue();
    }

    @Test
    void theSamePersonTakesTheirPlaceOverFromAnywhere() {
        LivePage first = join(site.visitor(), "/rooms/Maths?token=" + token("Ana", "Maths", "host", now));
        LivePage second = join(site.visitor(), "/embed/Maths?token=" + token("Ana", "Maths", "host", now));

        assertThat(second.texts(".tile-name")).containsExactly("Ana (you)");
        first.await(page -> page.has("#over"));
    }

    @Test
    void nobodyElseHasTheirName() {
        LivePage stranger = site.room("Maths", "Ana");
        join(site.visitor(), "/rooms/Maths?token=" + token("Ana", "Maths", "guest", now));

        stranger.await(page -> page.texts(".tile-name").contains("Ana 2 (you)"));
        assertThat(stranger.text("#flash-info p")).contains("You are called Ana 2 now.");
    }

    @Test
    void whatIsNotGoodIsRefusedInPlainWords() {
        long soon = now.getEpochSecond() + 60;
        refused(signed(HS256, claims("Ana", "Maths", "host", now.getEpochSecond() - 31)), "Your link has expired.");
        refused(
                signed(HS256, claims("Ana", "Maths", "host", soon).replace("}", ",\"nbf\":" + (soon - 20) + "}")),
                "Your link is not good yet.");
        refused(token("Ana", "Physics", "host", now), "Your link is for another room.");
        refused(signed(HS256, claims("Ana", "Maths", "host", soon).replace("school", "mill")), NOT_GOOD);
        refused(signed(HS256, claims("Ana", "Maths", "host", soon).replace("\"rooms\"", "\"mail\"")), NOT_GOOD);
        refused(signed(HS256, claims("Ana", "Maths", "admin", soon)), NOT_GOOD);
        refused(signed(HS256, claims(" ", "Maths", "host", soon)), NOT_GOOD);
        refused(signed(HS256, claims("Ana", "Maths", "host", soon + 90_000)), NOT_GOOD);
        refused(signed("{\"alg\":\"none\"}", claims("Ana", "Maths", "host", soon)), NOT_GOOD);
        refused(token("Ana", "Maths", "host", now).replaceFirst("[^.]+$", "forged"), NOT_GOOD);
        refused(
                signed(HS256, "{\"iss\":\"school\",\"aud\":\"rooms\",\"name\":\"Ana\",\"exp\":" + soon + "}"),
                NOT_GOOD);
        refused("x".repeat(5_000), NOT_GOOD);
    }

    private void refused(String token, String words) {
        for (String place : List.of("/rooms/Maths", "/embed/Maths")) {
            LivePage page = site.visitor().open(place + "?token=" + token);
            assertThat(page.text("#over")).contains("You are not in the room", words);
            assertThat(page.has("#come-in")).isFalse();
        }
    }

    @Test
    void aPassOutlivesAReloadOfTheFrame() {
        String pass = passOf(site.visitor().open("/embed/Maths?token=" + token("Ana López", "Maths", "host", now)));
        LivePage again = reload(pass, "/embed/Maths");

        assertThat(again.texts(".tile-name")).containsExactly("Ana López (you)");
        again.click("#toggle-people");
        assertThat(again.has(".person-host")).isTrue();
        assertThat(again.has("#rename")).isFalse();

        now = now.plus(Duration.ofHours(11));
        String later = passOf(reload(pass, "/embed/Maths"));
        now = now.plus(Duration.ofHours(2));
        for (String old : List.of(pass, later)) {
            assertThat(reload(old, "/embed/Maths").text("#over")).contains("Your link has expired.");
        }
    }

    @Test
    void aKeptPassIsForNothingElse() {
        String pass = passOf(site.visitor().open("/embed/Maths?token=" + token("Ana", "Maths", "host", now)));
        String invitation = site.invitations.invite(Name.of("Maths"), Standing.HOST, Duration.ofHours(1));

        assertThat(reload(pass, "/embed/Physics").has("#name-form")).isTrue();
        assertThat(reload(pass, "/rooms/Maths").has("#name-form")).isTrue();
        for (String forged : List.of("", "nonsense", pass + "x", invitation)) {
            assertThat(reload(forged, "/embed/Maths").has("#name-form"))
                    .as(forged)
                    .isTrue();
        }
        assertThat(site.visitor().open("/embed/Maths?token=" + pass).text("#over"))
                .contains(NOT_GOOD);
        LivePage ben = reload(pass, "/embed/Maths?token=" + token("Ben", "Maths", "guest", now));
        assertThat(ben.attribute("#frame", "data-name")).isEqualTo("Ben");
    }

    private static String passOf(LivePage frame) {
        return frame.awaitEvent("keep_pass").get("pass");
    }

    private LivePage reload(String pass, String address) {
        return site.visitor()
                .connectParam("inside", Name.of("Maths").key())
                .connectParam("pass", pass)
                .open(address);
    }

    @Test
    void anInvitationOfOursIsTakenToo() {
        String invitation = site.invitations.invite(Name.of("Maths"), Standing.HOST, Duration.ofHours(1));

        LivePage frame = site.visitor().open("/embed/Maths?name=Ben&token=" + invitation);
        assertThat(frame.text("#invited")).isEqualTo("You are invited as a host.");
        frame.submit("#come-in", Map.of());
        assertThat(frame.texts(".tile-name")).containsExactly("Ben (you)");
        assertThat(site.visitor().open("/embed/Physics?token=" + invitation).text("#over"))
                .contains(NOT_GOOD);
    }

    @Test
    void whereTokensAreRequiredStrangersSeeNothing() {
        required();
        LivePage ana = join(site.visitor(), "/rooms/Maths?token=" + token("Ana", "Maths", "guest", now));
        assertThat(ana.texts(".tile-name")).hasSize(1);

        LivePage lobby = site.visitor().open("/");
        assertThat(lobby.has("#by-link-only")).isTrue();
        assertThat(lobby.html()).doesNotContain("Maths", "name-form");
        for (String place : List.of("/rooms/Maths", "/rooms/Maths?join", "/embed/Maths?name=Ben&join=now")) {
            LivePage stranger = site.visitor().open(place);
            assertThat(stranger.text("#over")).contains("opens only by a personal link");
            assertThat(stranger.html()).doesNotContain("Ana");
        }
        String invitation = site.invitations.invite(Name.of("Maths"), Standing.GUEST, Duration.ofHours(1));
        LivePage ben = join(site.visitor(), "/embed/Maths?name=Ben&token=" + invitation);
        assertThat(ben.texts(".tile-name")).containsExactly("Ben (you)", "Ana");
    }

    @Test
    void aPassLastsLongerThanItsTokenButNotForEver() {
        LiveViewTest browser = site.visitor();
        join(browser, "/rooms/Maths?token=" + token("Ana", "Maths", "guest", now));
        now = now.plus(Duration.ofHours(11));
        assertThat(browser.open("/rooms/Maths?join").texts(".tile-name")).containsExactly("Ana (you)");

        now = now.plus(Duration.ofHours(2));
        assertThat(browser.open("/rooms/Maths?join").text("#over")).contains("Your link has expired.");
    }
}
