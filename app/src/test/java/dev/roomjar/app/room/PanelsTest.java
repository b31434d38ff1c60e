package dev.roomjar.app.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chat, people and the rules of the room, without a browser. Ana is the host, Ben a guest. */
@Timeout(60)
class PanelsTest {

    private SiteInProcess site;
    private LivePage ana;
    private LivePage ben;

    @BeforeEach
    void meet() {
        site = new SiteInProcess(12);
        ana = site.room("Maths", "Ana");
        ben = site.room("Maths", "Ben");
        ana.await(page -> page.has("[data-user=Ben]"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static void write(LivePage page, String text) {
        page.submit("#chat-form", Map.of("text", text));
        page.await(now -> now.texts(".chat-text").stream().anyMatch(shown -> shown.equals(text)));
    }

    /** The button that does this to Ben, in Ana's list. */
    private void toBen(PersonAction action) {
        if (!ana.has("#people")) {
            ana.click("#toggle-people");
        }
        if (!ana.has("[data-person=Ben] .person-menu")) {
            ana.click("[data-person=Ben] [phx-click=open_menu]");
        }
        ana.click("[data-person=Ben] [phx-value-what=" + action + "]");
    }

    private void opensSettings() {
        ana.click("#toggle-people");
        ana.click("#open-room");
    }

    private static void flips(LivePage page, String id) {
        boolean before = page.attribute(id, "aria-checked").equals("true");
        page.click(id);
        page.await(now -> now.attribute(id, "aria-checked").equals(Boolean.toString(!before)));
    }

    @Test
    void messagesOfOneAuthorAreOneGroup() {
        write(ana, "one");
        write(ana, "two");
        write(ben, "three");
        ana.await(page -> page.texts(".chat-text").size() == 3);

        assertThat(ana.texts(".chat-message:not(.chat-continued) .chat-text")).containsExactly("one", "three");
        assertThat(ana.texts(".chat-own .chat-text")).containsExactly("one", "two");

        ana.click("#messages-1 .chat-delete");
        ben.await(page -> page.texts(".chat-text").size() == 2);
        assertThat(ben.texts(".chat-message:not(.chat-continued) .chat-text")).containsExactly("two", "three");
    }

    @Test
    void whatIsWrittenIsTextAndNothingElse() {
        write(ben, "<img src=x onerror=alert(1)> http://x.example/\"><script>alert(2)</script> javascript:alert(3)");

        ana.await(page -> page.has(".chat-text"));
        assertThat(ana.has(".chat-text img, .chat-text script")).isFalse();
        assertThat(ana.attribute(".chat-text a", "href")).isEqualTo("http://x.example/");
        assertThat(ana.texts(".chat-text a")).hasSize(1);
    }

    @Test
    void guestsWriteOnlyWhereTheyMay() {
        opensSettings();
        flips(ana, "#allow-chat");

        ben.await(page -> page.has(".chat-forbidden"));
        assertThat(ben.has("#chat-form[hidden]")).isTrue();
        assertThat(ana.has(".chat-forbidden")).isFalse();
        flips(ana, "#allow-chat");
        ben.await(page -> !page.has(".chat-forbidden"));
    }

    @Test
    void handsComeFirstAndHostsLowerThem() {
        LivePage cleo = site.room("Maths", "Cleo");
        cleo.click("#toggle-hand");
        ben.await(page -> page.has("[data-user=Cleo]"));
        ben.click("#toggle-hand");
        ana.click("#toggle-people");
        ana.await(page -> page.texts(".person-hand").size() == 2);
        assertThat(ana.texts(".people-here bdi")).containsExactly("Cleo", "Ben", "Ana");

        ana.click("[data-person=Ben] [phx-click=open_menu]");
        toBen(PersonAction.LOWER_HAND);
        ana.await(page -> page.texts(".person-hand").size() == 1);
        ana.click("#lower-all");
        ana.await(page -> !page.has(".person-hand"));
    }

    @Test
    void theListIsSearchedWhereThereAreMany() {
        ana.click("#toggle-people");
        assertThat(ana.has("#people-search")).isFalse();
        for (int i = 1; i <= 6; i++) {
            site.room("Maths", "Person " + i);
        }
        ana.await(page -> page.texts(".person").size() == 8);

        ana.change("#people-search", "name", "PERSON 4");
        assertThat(ana.texts(".people-here bdi")).containsExactly("Person 4");
        ana.change("#people-search", "name", "nobody");
        assertThat(ana.texts(".people-none")).containsExactly("Nobody here is called that.");
    }

    @Test
    void oneselfIsRenamedIfTheRoomAllows() {
        ben.click("#toggle-people");
        ben.click("#rename");
        ben.submit("#rename-form", Map.of("name", " "));
        assertThat(ben.text("#flash-error p")).isEqualTo("Please type a name.");
        ben.submit("#rename-form", Map.of("name", "Benno"));
        ana.await(page -> page.has("[data-user=Benno]"));

        ben.click("#rename");
        ben.submit("#rename-form", Map.of("name", "ana"));
        ben.await(page -> page.text("#flash-error p").startsWith("Somebody here is called ana already."));

        opensSettings();
        flips(ana, "#allow-rename");
        ben.await(page -> !page.has("#rename"));
    }

    @Test
    void aGuestHasNoButtonsForHostsAndGetsThemWithTheOffice() {
        ben.click("#toggle-people");
        assertThat(ben.has("#mute-all, #open-room, [phx-click=open_menu]")).isFalse();

        toBen(PersonAction.PROMOTE);

        ben.await(page -> page.has("#open-room"));
        ana.await(page -> page.texts(".person-host").size() == 2);
        ben.click("[data-person=Ana] [phx-click=open_menu]");
        ben.click("[data-person=Ana] [phx-value-what=DEMOTE]");
        ana.await(page -> !page.has("#open-room"));
    }

    @Test
    void aMutedPersonIsToldAndMayBeAskedToSpeak() {
        toBen(PersonAction.MUTE);
        ben.await(page -> page.has("#flash-info"));
        assertThat(ben.text("#flash-info p")).isEqualTo("Ana muted you.");
        assertThat(ben.attribute("#microphone", "aria-pressed")).isEqualTo("true");

        ana.await(page -> page.has("[data-person=Ben] [phx-value-what=ASK_TO_UNMUTE]"));
        toBen(PersonAction.ASK_TO_UNMUTE);
        ben.await(page -> page.has("#asked"));
        assertThat(ben.text("#asked-words")).isEqualTo("Ana asks you to unmute.");
        ben.click("#asked-yes");
        assertThat(ben.has("#asked")).isFalse();
        ana.await(page -> page.has("[data-person=Ben] [aria-label='Microphone on']"));
    }

    @Test
    void whatIsGraveIsAskedFirst() {
        toBen(PersonAction.REMOVE);
        assertThat(ana.text("#host-desk h2")).isEqualTo("Remove Ben from the room?");
        ana.click("#host-desk [data-cancel]");
        assertThat(ana.has("#host-desk dialog")).isFalse();
        assertThat(ben.has("#over")).isFalse();

        toBen(PersonAction.BAN);
        ana.click("#host-desk .button-danger");
        ben.await(page -> page.has("#over"));
        assertThat(ben.text("#over p")).isEqualTo("A host has put you out of that room for good.");
        assertThat(ben.has("#over form")).isFalse();
    }

    @Test
    void whoWaitsIsShownToHostsWhereverTheyAre() {
        opensSettings();
        flips(ana, "#set-waiting");
        LivePage cleo = site.room("Maths", "Cleo");
        assertThat(cleo.has("#knocking")).isTrue();
        ana.await(page -> page.has("#knocks"));
        assertThat(ana.text("#knocks p")).isEqualTo("Cleo wants to come in.");
        assertThat(ben.has("#knocks")).isFalse();

        LivePage dan = site.room("Maths", "Dan");
        ana.await(page -> page.text("#knocks p").equals("Cleo and 1 more want to come in."));
        ana.click("#knocks [phx-click=deny]");
        cleo.await(page -> page.has("#over"));
        ana.click("#toggle-people");
        assertThat(ana.has("#knocks")).isFalse();
        ana.click(".people-knock [phx-click=admit]");
        dan.await(page -> page.has("#room"));
    }

    @Test
    void theRulesOfTheRoomAreSetAndShown() {
        opensSettings();
        flips(ana, "#set-lock");
        assertThat(site.room("Maths", "Cleo").text("#over p")).startsWith("That room is locked");
        flips(ana, "#set-lock");
        flips(ana, "#set-listed");

        ana.submit("#password-set-form", Map.of("password", "blue"));
        ana.await(page -> page.has("#password-set"));
        LivePage dan = site.lobby("Dan");
        assertThat(dan.has("[data-room=Maths]")).isFalse();
        dan.visit("/rooms/Maths?join");
        assertThat(dan.has("#password")).isTrue();
        ana.click("#password-remove");
        ana.await(page -> page.has("#password-set-form"));

        ana.submit("#timer-form", Map.of("minutes", "61"));
        ana.submit("#timer-form", Map.of("minutes", "5"));
        ana.await(page -> page.has("#timer-runs"));
        ana.click("#timer-stop");
        ana.await(page -> page.has("#timer-form"));
    }

    @Test
    void theRoomEndsForAll() {
        opensSettings();
        ana.click("#end-for-all");
        ana.click("#host-desk .button-danger");

        ben.await(page -> page.has("#over"));
        ana.await(page -> page.has("#over"));
        assertThat(ben.text("h1")).isEqualTo("The host has ended this room");
    }
}
