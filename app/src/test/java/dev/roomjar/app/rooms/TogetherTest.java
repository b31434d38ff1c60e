package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Chat, hands, reactions and names: what people do with each other. Ana is the host, Ben a guest. */
class TogetherTest {

    private static RoomHouse house;
    private RoomHouse.Page ana;
    private RoomHouse.Page ben;

    @BeforeAll
    static void open() {
        house = new RoomHouse(new Limits(100, 10));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void come(TestInfo test) {
        String room = test.getDisplayName().replace("()", "");
        room = room.substring(0, Math.min(Name.LONGEST, room.length()));
        ana = house.enter(room, "Ana");
        ben = house.enter(room, "Ben");
        ana.updated();
    }

    private static ChatMessage posted(RoomHouse.Page page) {
        return page.events.expectMessageClass(RoomEvent.Posted.class).message();
    }

    @Test
    void whatIsSaidReachesAllAndLateComers() {
        ben.does(new Action.Say("  Hello\r\nthere\u0000  "));

        ChatMessage message = posted(ana);
        assertThat(message.text()).isEqualTo("Hello\nthere");
        assertThat(message.author()).isEqualTo(Name.of("Ben"));
        assertThat(posted(ben)).isEqualTo(message);
        assertThat(house.enter(ana.room.text(), "Cleo").admitted().chat()).containsExactly(message);
    }

    @Test
    void nothingIsSaidWithBlanksAndTooMuchIsCut() {
        ben.does(new Action.Say(" \n\t "));
        ana.hearsNothing();

        ben.does(new Action.Say("🙂".repeat(2_000)));
        assertThat(posted(ana).text()).hasSize(ChatMessage.LONGEST);
    }

    @Test
    void whoFloodsTheChatIsNotHeard() {
        for (int i = 0; i < 40; i++) {
            ben.does(new Action.Say("spam " + i));
        }
        ana.does(new Action.Say("stop"));

        int heard = 0;
        while (!posted(ana).text().equals("stop")) {
            heard++;
        }
        assertThat(heard).isBetween(5, 25);
    }

    @Test
    void aMessageIsTakenBackByItsAuthorOrAHost() {
        ana.does(new Action.Say("from Ana"));
        long number = posted(ana).number();
        posted(ben);
        ben.does(new Action.Unsay(number));
        ana.hearsNothing();

        ben.does(new Action.Say("from Ben"));
        long second = posted(ana).number();
        ana.does(new Action.Unsay(second));

        ana.events.expectMessage(new RoomEvent.Unposted(second));
        assertThat(house.enter(ana.room.text(), "Cleo").admitted().chat())
                .extracting(ChatMessage::text)
                .containsExactly("from Ana");
    }

    @Test
    void whereChatIsForbiddenOnlyHostsWrite() {
        ana.does(new HostAction.Allow(Freedom.CHAT, false));
        ana.updated();

        ben.does(new Action.Say("psst"));
        ben.does(new Action.Type());
        ana.does(new Action.Say("quiet, please"));

        assertThat(posted(ana).text()).isEqualTo("quiet, please");
    }

    @Test
    void theOthersSeeThatSomebodyIsWriting() {
        ben.does(new Action.Type());

        ana.events.expectMessage(new RoomEvent.Typing(ben.seat()));
        ben.hearsNothing();
    }

    @Test
    void handsAreInTheOrderInWhichTheyWentUp() {
        ben.does(new Action.RaiseHand(true));
        ana.updated();
        ana.does(new Action.RaiseHand(true));
        ana.updated();
        ben.does(new Action.RaiseHand(true));
        ana.does(new HostAction.LowerHand(ana.seat()));

        RoomState room = ana.updated();
        assertThat(room.hands()).extracting(Person::name).containsExactly(Name.of("Ben"));
        ana.does(new Action.RaiseHand(true));
        assertThat(ana.updated().hands()).extracting(Person::name).containsExactly(Name.of("Ben"), Name.of("Ana"));
    }

    @Test
    void aHandGoesDownOnceItsPersonHasTheWord() {
        ben.does(new Action.RaiseHand(true));
        ana.updated();

        house.video.speak(ben.admitted().ticket().sessionId(), ben.seat());

        ana.events.expectMessageClass(RoomEvent.Speaking.class);
        ana.hearsNothing();
        assertThat(ana.events
                        .expectMessageClass(RoomEvent.RoomUpdated.class, Duration.ofSeconds(6))
                        .room()
                        .hands())
                .isEmpty();
    }

    @Test
    void reactionsReachAll() {
        ben.does(new Action.React(Reaction.APPLAUSE));

        ana.events.expectMessage(new RoomEvent.Reacted(ben.seat(), Reaction.APPLAUSE));
        ben.events.expectMessage(new RoomEvent.Reacted(ben.seat(), Reaction.APPLAUSE));
    }

    @Test
    void aNewNameIsShownAndATakenOneRefused() {
        ben.does(new Action.Rename(Name.of("Benno")));
        assertThat(ana.updated().people()).extracting(Person::name).containsExactly(Name.of("Ana"), Name.of("Benno"));
        ben.updated();

        ben.does(new Action.Rename(Name.of("ANA")));
        ben.events.expectMessage(new RoomEvent.NotRenamed(new Refusal.NameTaken(Name.of("ana"))));

        ana.does(new HostAction.Allow(Freedom.RENAME, false));
        ana.updated();
        ben.does(new Action.Rename(Name.of("Bob")));
        ana.hearsNothing();
    }

    @Test
    void aRoomThatAllHaveLeftStaysForAWhileAsItWas() {
        RoomHouse.Page one = house.join("linger", "Ana", "of Ana");
        one.admitted();
        one.does(new Action.Say("remember"));
        posted(one);
        house.rooms.leave(one.room, one.seat());

        JoinReply.Admitted back = house.join("linger", "Ana", "of Ana").admitted();

        assertThat(back.chat()).extracting(ChatMessage::text).containsExactly("remember");
        assertThat(back.ticket().sessionId()).isEqualTo(one.admitted().ticket().sessionId());
        assertThat(back.room().isHost(back.seat())).isTrue();
    }
}
