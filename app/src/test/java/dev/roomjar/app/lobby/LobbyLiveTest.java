package dev.roomjar.app.lobby;

import static org.assertj.core.api.Assertions.assertThat;

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
    void anImpossibleRoomNameIsRefusedInWords() {
        LivePage page = site.lobby("Ana");

        page.submit("#room-form", Map.of("room", " "));

        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text(".flash-error p")).isNotEmpty();
    }
}
