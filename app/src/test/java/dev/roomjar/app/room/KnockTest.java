package dev.roomjar.app.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Coming into rooms that do not let everybody in at once. */
@Timeout(60)
class KnockTest {

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
    void whoKnocksWaitsAndIsTakenInWhenAHostSaysSo() {
        LivePage ana = opens("Ana", Map.of("waiting", "yes"));
        LivePage ben = before("Ben", "");
        glimpse(ben, "Somebody is in this room.", "A host lets people in.");
        assertThat(ben.html()).doesNotContain("Ana");

        ben.submit("#come-in", Map.of());
        assertThat(ben.text("#knocking h1")).isEqualTo("Waiting to be let in");
        assertThat(ben.title()).startsWith("Waiting: Maths");
        ana.await(page -> page.text("main > [role=status]").equals("Ben is waiting to come in."));
        admit(ana);

        ben.await(page -> page.has("#room"));
        assertThat(ben.title()).startsWith("Maths");
        assertThat(ben.texts(".tile-name")).contains("Ben (you)", "Ana");
    }

    @Test
    void whoStopsWaitingIsSeenNoMoreAndMayKnockAgain() {
        LivePage ana = opens("Ana", Map.of("waiting", "yes"));
        LivePage ben = before("Ben", "");
        ben.submit("#come-in", Map.of());
        ana.await(page -> page.has("#knocks"));

        ben.click("#stop-waiting");

        assertThat(ben.has("#come-in")).isTrue();
        ana.await(page -> !page.has("#knocks"));
        ben.submit("#come-in", Map.of());
        ana.await(page -> page.has("#knocks"));
        admit(ana);
        ben.await(page -> page.has("#room"));
    }

    @Test
    void theRightPasswordOpensAndAWrongOneIsSaid() {
        opens("Ana", Map.of("password", "pear"));
        LivePage ben = before("Ben", "");
        glimpse(ben, "It asks for a password.");

        ben.submit("#come-in", Map.of());
        assertThat(ben.has("#password-wrong")).isFalse();
        ben.submit("#password-form", Map.of("password", "plum"));
        assertThat(ben.text("#password-wrong")).isEqualTo("That is not the password of this room.");
        assertThat(ben.attribute("#room-password", "aria-invalid")).isEqualTo("true");
        ben.submit("#password-form", Map.of("password", "pear"));

        assertThat(ben.texts(".tile-name")).containsExactly("Ben (you)", "Ana");
    }

    @Test
    void theOptionsOfARoomCountForWhomeverChoseThemOnly() {
        LivePage ana = site.lobby("Ana");
        ana.submit("#room-form", Map.of("room", "Maths", "password", "pear"));
        assertThat(ana.uri()).isEqualTo("/rooms/Maths");
        assertThat(ana.text("#glimpse")).contains("you open this room", "It will ask for your password.");

        // Somebody has the link, and is there first: theirs is a room like any other.
        before("Ben", "").submit("#come-in", Map.of());
        LivePage cleo = before("Cleo", "");
        glimpse(cleo, "Ben is here.");
        assertThat(cleo.text("#glimpse")).doesNotContain("password");
    }

    @Test
    void theGlimpseFollowsWhatHappensInTheRoom() {
        LivePage ben = before("Ben", "");
        assertThat(ben.text("#glimpse")).isEqualTo("Nobody is here yet: you open this room.");

        LivePage ana = opens("Ana", Map.of());
        ben.await(page -> page.text("#glimpse").endsWith("Ana is here."));
        site.room("Maths", "Cleo");
        ben.await(page -> page.text("#glimpse").endsWith("Ana and Cleo are here."));
        ana.close();
        ben.await(page -> page.text("#glimpse").endsWith("Cleo is here."));
    }

    @Test
    void anInvitationNeedsNoPasswordAndNoWait() {
        opens("Ana", Map.of("password", "pear", "waiting", "yes"));
        String token = site.invitations.invite(Name.of("Maths"), Standing.GUEST, Duration.ofHours(1));
        LivePage ben = before("Ben", "?invite=" + token);
        assertThat(ben.text("#invited")).isEqualTo("You are invited: no password, no waiting.");

        ben.submit("#come-in", Map.of());

        assertThat(ben.texts(".tile-name")).containsExactly("Ben (you)", "Ana");
        assertThat(ben.has("#invite-open")).isTrue();
    }

    @Test
    void anInvitationIsKeptWhileTheStrangerSaysTheirName() {
        opens("Ana", Map.of("waiting", "yes"));
        String token = site.invitations.invite(Name.of("Maths"), Standing.HOST, Duration.ofHours(1));
        LivePage ben = site.visitor().open("/rooms/Maths?invite=" + token);
        assertThat(ben.text("#invited")).isEqualTo("You are invited as a host.");

        ben.submit("#name-form", Map.of("name", "Ben"));
        ben.submit("#come-in", Map.of());
        ben.click("#invite-open");

        assertThat(ben.has("#invite-form")).isTrue();
    }

    @Test
    void aForgedInvitationIsToldAndWorthNothing() {
        opens("Ana", Map.of("waiting", "yes"));
        String forAnother = site.invitations.invite(Name.of("Art"), Standing.HOST, Duration.ofHours(1));
        for (String token : new String[] {forAnother, "nonsense", ""}) {
            LivePage ben = before("Ben", "?invite=" + token);
            assertThat(ben.text("#invited")).startsWith("This invitation is not good for this room.");
            ben.submit("#come-in", Map.of());
            assertThat(ben.has("#knocking")).isTrue();
            ben.close();
        }
    }

    @Test
    void hostsMakeInvitationsOfBothKindsAndGuestsOnlyShareTheLink() {
        LivePage ana = opens("Ana", Map.of("waiting", "yes"));
        ana.click("#invite-open");
        assertThat(ana.attribute("#invite-link", "value")).isEqualTo("/rooms/Maths");
        assertThat(ana.attribute("#invite-dialog path", "d")).startsWith("M4 4h7v1h-7z");

        ana.change("#invite-form", "kind", "GUEST");
        String link = ana.attribute("#invite-link", "value");
        assertThat(link).startsWith("/rooms/Maths?invite=");

        LivePage ben = site.lobby("Ben");
        ben.visit(link);
        ben.submit("#come-in", Map.of());
        ben.click("#invite-open");
        assertThat(ben.attribute("#invite-link", "value")).isEqualTo("/rooms/Maths");
        assertThat(ben.has("#invite-form")).isFalse();
        ben.click("#invite-dialog [data-cancel]");
        assertThat(ben.has("#invite-dialog")).isFalse();
    }

    /** Somebody who opens the room Maths, and is in. */
    private LivePage opens(String name, Map<String, String> options) {
        LivePage page = site.lobby(name);
        Map<String, String> form = new HashMap<>(options);
        form.put("room", "Maths");
        page.submit("#room-form", form);
        page.submit("#come-in", Map.of());
        return page;
    }

    private LivePage before(String name, String query) {
        LivePage page = site.lobby(name);
        page.visit("/rooms/Maths" + query);
        return page;
    }

    private static void glimpse(LivePage page, String... parts) {
        page.await(now -> Stream.of(parts).allMatch(now.text("#glimpse")::contains));
    }

    private static void admit(LivePage host) {
        host.click("#knocks [phx-click=admit]");
    }
}
