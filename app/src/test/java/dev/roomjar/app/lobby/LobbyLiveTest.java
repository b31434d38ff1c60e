package dev.roomjar.app.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LobbyLiveTest {

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
    void aFirstVisitAsksForANameAndOffersNoRoomYet() {
        LivePage page = site.visitor().open("/");

        assertThat(page.text("label[for=name]")).isEqualTo("Your name");
        assertThat(page.has("#room-form")).isFalse();
        assertThat(page.text(".rooms-empty")).startsWith("Nobody is in a room right now");
    }

    @Test
    void theNameIsKeptInTheSession() {
        LivePage page = site.lobby("  Zoë  ");

        assertThat(page.text("h1")).isEqualTo("Hello, Zoë.");
        assertThat(page.has("#room-form")).isTrue();
        page.visit("/");
        assertThat(page.text("h1")).isEqualTo("Hello, Zoë.");
    }

    @Test
    void anImpossibleNameIsRefusedInWords() {
        LivePage page = site.lobby(" \t ");

        assertThat(page.text(".flash-error p")).isNotEmpty();
        assertThat(page.text("label[for=name]")).isEqualTo("Your name");
    }

    @Test
    void thePageListsTheRoomsBeforeItIsConnected() {
        site.room("Maths", "Ana");

        LivePage dead = site.visitor().openDisconnected("/");

        assertThat(dead.status()).isEqualTo(200);
        assertThat(dead.texts("[data-room]")).hasSize(1);
        assertThat(dead.text("[data-room=Maths] .room-name")).isEqualTo("Maths");
        assertThat(dead.texts("[data-room=Maths] .room-person")).containsExactly("Ana");
    }

    @Test
    void theListChangesInFrontOfItsVisitor() {
        LivePage lobby = site.lobby("Zoë");

        LivePage ana = site.room("Maths", "Ana");
        lobby.await(page -> page.has("[data-room=Maths]"));
        assertThat(lobby.text("[data-room=Maths] .room-total")).isEqualTo("1 person");

        LivePage ben = site.room("Maths", "Ben");
        lobby.await(page -> page.text("[data-room=Maths] .room-total").equals("2 people"));
        assertThat(lobby.texts("[data-room=Maths] .room-person")).containsExactly("Ana", "Ben");

        ana.close();
        lobby.await(page -> page.texts(".room-person").size() == 1);
        assertThat(lobby.text("[data-room=Maths] .room-person")).isEqualTo("Ben");

        ben.click("#leave");
        lobby.await(page -> page.has(".rooms-empty"));
        assertThat(lobby.has("[data-room]")).isFalse();
    }

    @Test
    void joinGoesToTheRoomWhateverItIsCalled() {
        site.room("Année 7/b? 100%", "Ana");
        LivePage ben = site.lobby("Ben");

        ben.submit("[data-room] form");
        ben.submit("#come-in", Map.of());

        assertThat(ben.text("h1")).isEqualTo("Année 7/b? 100%");
        assertThat(ben.texts("[data-user] .tile-name")).containsExactly("Ben (you)", "Ana");
    }

    @Test
    void theSearchFindsRoomsAndPeopleWhateverAccentsAndCase() {
        site.room("Année 7", "Ana");
        site.room("Chess", "Zoë Müller");
        LivePage lobby = site.lobby("Ben");

        lobby.change("#search", "query", " annee ");
        assertThat(lobby.texts(".room-name")).containsExactly("Année 7");
        assertThat(lobby.text("#found")).isEqualTo("1 room found.");
        lobby.change("#search", "query", "MULLER zoe");
        assertThat(lobby.texts(".room-name")).containsExactly("Chess");
        lobby.change("#search", "query", "nothing like it");
        assertThat(lobby.text(".rooms-empty")).contains("“nothing like it”");
        lobby.change("#search", "query", "");
        assertThat(lobby.texts(".room-name")).containsExactly("Année 7", "Chess");
    }

    @Test
    void aRoomThatIsNotListedIsFoundByItsLinkOnly() {
        LivePage ana = site.lobby("Ana");
        ana.submit("#room-form", Map.of("room", "Secret", "hidden", "yes"));
        ana.submit("#come-in", Map.of());
        site.room("Maths", "Ben");

        LivePage lobby = site.lobby("Cleo");

        assertThat(lobby.texts(".room-name")).containsExactly("Maths");
        lobby.visit("/rooms/Secret");
        lobby.await(page -> page.text("#glimpse").endsWith("Ana is here."));
    }

    @Test
    void ofARoomWithAPasswordStrangersSeeOnlyThatItIsOpen() {
        LivePage ana = site.lobby("Ana");
        ana.submit("#room-form", Map.of("room", "Staff", "password", "pear"));
        ana.submit("#come-in", Map.of());

        LivePage lobby = site.lobby("Cleo");

        assertThat(lobby.text("[data-room=Staff]")).contains("Password", "Somebody is in");
        assertThat(lobby.html()).doesNotContain("Ana").doesNotContain("pear");
    }

    @Test
    void roomsThatAreThereForGoodAreShownWithNobodyIn() {
        site.close();
        site = new SiteInProcess(Map.of(
                Name.of("Kitchen"),
                Opening.PUBLIC,
                Name.of("Class 5b"),
                new Opening(true, true, ""),
                Name.of("Staff"),
                new Opening(false, false, "")));
        LivePage lobby = site.lobby("Ana");

        assertThat(lobby.texts(".room-name")).containsExactly("Class 5b", "Kitchen");
        assertThat(lobby.text("[data-room=Kitchen]")).contains("Nobody is in");
        assertThat(lobby.text("[data-room='Class 5b']")).contains("Waiting room");

        site.room("Kitchen", "Ben");
        lobby.await(page -> page.text("[data-room=Kitchen]").contains("1 person"));
    }

    @Test
    void theLanguageIsTheOneThatWasPicked() {
        LivePage page = site.lobby("Ana");

        page.submit("#languages", Map.of("language", "de"));
        assertThat(page.text("h1")).isEqualTo("Hallo, Ana.");
        page.submit("#languages", Map.of("language", "xx"));
        assertThat(page.text("h1")).isEqualTo("Hallo, Ana.");

        page.visit("/rooms/Maths");
        page.submit("#languages", Map.of("language", "fr"));
        assertThat(page.uri()).isEqualTo("/rooms/Maths");
        assertThat(page.text("#join")).isEqualTo("Rejoindre");
    }

    @Test
    void anImpossibleRoomNameIsRefusedInWords() {
        LivePage page = site.lobby("Ana");

        page.submit("#room-form", Map.of("room", " "));

        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text(".flash-error p")).isNotEmpty();
    }
}
