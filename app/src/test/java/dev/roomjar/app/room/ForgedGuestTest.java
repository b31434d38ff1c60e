package dev.roomjar.app.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveViewTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ben is a guest whose client sends what no button of his page would. Ana, the host, must not notice. */
@Timeout(120)
class ForgedGuestTest {
    private static final String HOOK = "#publisher-div";
    private static final String DESK = "#host-desk";

    private SiteInProcess site;
    private LivePage ana;
    private LivePage ben;
    private LiveViewTest browserOfBen;
    private String seatOfAna;
    private String seatOfBen;
    private String knock;

    @BeforeEach
    void meet() {
        site = new SiteInProcess(5);
        ana = site.room("Maths", "Ana");
        browserOfBen = site.visitor();
        browserOfBen.open("/").submit("#name-form", Map.of("name", "Ben"));
        ben = ben();
        ana.await(page -> page.has("[data-user=Ben]"));
        ana.click("#toggle-people");
        ana.click("#open-room");
        ana.click("#set-waiting");
        ana.await(page -> page.attribute("#set-waiting", "aria-checked").equals("true"));
        site.room("Maths", "Cleo");
        ana.await(page -> page.has("#knocks"));
        knock = ana.attribute("#knocks [phx-click=admit]", "phx-value-knock");
        seatOfBen = ana.attribute("[data-user=Ben]", "id").substring("tile-".length());
        seatOfAna = ben.attribute("[data-user=Ana]", "id").substring("tile-".length());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private LivePage ben() {
        return browserOfBen.open("/rooms/Maths?join");
    }

    /** Everything of the room that a host could change. */
    private List<String> seenByAna() {
        List<String> seen =
                new ArrayList<>(ana.texts("[data-user], .switch, #knocks p, #timer-form, #password-set-form"));
        for (String one : List.of("lock", "waiting", "listed")) {
            seen.add(ana.attribute("#set-" + one, "aria-checked"));
        }
        for (String one : List.of("chat", "screen", "rename", "microphone", "camera")) {
            seen.add(ana.attribute("#allow-" + one, "aria-checked"));
        }
        seen.add(ana.attribute("#microphone", "aria-pressed"));
        seen.add(Boolean.toString(ana.has("[data-user=Ben] [aria-label='Microphone off']")));
        return seen;
    }

    /** What was sent before has arrived once this has. */
    private void whatBenSaysNextArrives(LivePage ben, String text) {
        ben.submit("#chat-form", Map.of("text", text));
        ana.await(page -> page.texts(".chat-text").contains(text));
    }

    @Test
    void eventsOfHostsDoNothing() {
        List<String> before = seenByAna();

        for (PersonAction action : PersonAction.values()) {
            for (String seat : List.of(seatOfAna, seatOfBen, "nobody", "")) {
                ben.hookTo(HOOK, DESK, "about", Map.of("what", action.name(), "seat", seat));
                ben.hookTo(HOOK, DESK, "confirm", Map.of());
            }
        }
        for (String event : List.of("mute_all", "lower_all_hands", "admit_all", "end_for_all", "confirm", "cancel")) {
            ben.hookTo(HOOK, DESK, event, Map.of());
        }
        ben.hookTo(HOOK, DESK, "admit", Map.of("knock", knock));
        ben.hookTo(HOOK, DESK, "deny", Map.of("knock", knock));
        ben.hook(HOOK, "toggle_panel", Map.of("which", "ROOM"));

        assertThat(ben.has("#room-settings, #host-desk dialog, #knocks")).isFalse();
        whatBenSaysNextArrives(ben, "nothing happened");
        assertThat(seenByAna()).isEqualTo(before);
    }

    @Test
    void whoWasAHostIsOneNoMore() {
        about(ana, PersonAction.PROMOTE, seatOfBen);
        ben.await(page -> page.has("#knocks"));
        ben.click("#toggle-people");
        ben.click("#open-room");
        ben.click("#set-lock");
        ana.await(page -> page.attribute("#set-lock", "aria-checked").equals("true"));

        about(ana, PersonAction.DEMOTE, seatOfBen);
        ben.await(page -> !page.has("#room-settings"));
        List<String> before = seenByAna();
        about(ben, PersonAction.MUTE, seatOfAna);
        about(ben, PersonAction.PROMOTE, seatOfBen);
        ben.hookTo(HOOK, DESK, "admit", Map.of("knock", knock));

        whatBenSaysNextArrives(ben, "still a guest");
        assertThat(seenByAna()).isEqualTo(before);
    }

    private static void about(LivePage page, PersonAction action, String seat) {
        page.hookTo(HOOK, DESK, "about", Map.of("what", action.name(), "seat", seat));
    }

    @Test
    void oddEventsEndTheForgersViewAtMost() {
        String huge = "x".repeat(200_000);
        whatBenSaysNextArrives(ben, "before");
        List<String> before = seenByAna();
        List<Odd> odds = new ArrayList<>();
        for (String text : List.of("", huge, "\u0000\u202E", "null")) {
            odds.add(new Odd(DESK, "about", Map.of("what", "MUTE", "seat", text)));
            odds.add(new Odd(DESK, "about", Map.of("what", text, "seat", seatOfAna)));
            odds.add(new Odd(DESK, "admit", Map.of("knock", text)));
            odds.add(new Odd("", "react", Map.of("reaction", text)));
            odds.add(new Odd("", "toggle_panel", Map.of("which", text)));
            odds.add(new Odd("", text, Map.of()));
            odds.add(new Odd("#chat", "unsay", Map.of("number", text)));
        }
        odds.add(new Odd(DESK, "about", Map.of()));
        odds.add(new Odd(DESK, "about", Map.of("what", List.of("MUTE"), "seat", Map.of("a", 1))));
        odds.add(new Odd(DESK, "about", Map.of("what", 1, "seat", 2)));
        odds.add(new Odd(DESK, "deny", Map.of("knock", List.of(knock))));
        odds.add(new Odd(DESK, "no_such_event", Map.of("a", "b")));
        odds.add(new Odd("#chat", "say", Map.of()));
        odds.add(new Odd("#chat", "say", Map.of("text", Map.of("deep", List.of(1, 2, 3)))));
        odds.add(new Odd("#chat", "unsay", Map.of("number", -1)));
        odds.add(new Odd("#chat", "unsay", Map.of("number", 1e300)));
        odds.add(new Odd("", "raise_hand", Map.of("up", "perhaps")));
        odds.add(new Odd("", "switch_microphone", Map.of("on", List.of())));
        odds.add(new Odd("", "devices", Map.of("microphone", "LOUD", "camera", 7)));
        odds.add(new Odd("", "store_stream_id", Map.of("stream_id", List.of("a"))));
        odds.add(new Odd("", "come_in", Map.of("password", huge)));

        for (Odd odd : odds) {
            try {
                if (odd.target().isEmpty()) {
                    ben.hook(HOOK, odd.event(), odd.value());
                } else {
                    ben.hookTo(HOOK, odd.target(), odd.event(), odd.value());
                }
            } catch (AssertionError refused) {
                // As it should be.
                ben = ben();
            }
            if (ben.crashed()) {
                ben = ben();
            }
        }

        LivePage again = ben();
        whatBenSaysNextArrives(again, "after");
        ana.await(page -> page.has("[data-user=Ben]"));
        assertThat(seenByAna()).isEqualTo(before);
        assertThat(ana.crashed()).isFalse();
    }

    private record Odd(String target, String event, Map<String, ?> value) {}
}
