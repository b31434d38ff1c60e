package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.rooms.JoinReply.Admitted;
import dev.roomjar.app.rooms.RoomEvent.TakenOver;
import dev.roomjar.media.Admission;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every test has rooms of its own in one house. */
class RoomMasterTest {

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(new Limits(100, 3, Duration.ZERO));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @AfterEach
    void openAgain() {
        house.video.admission = Admission.OPEN;
    }

    @Test
    void theFirstJoinOpensTheRoom() {
        Admitted ana = house.join("first", "Ana", "a").admitted();

        assertThat(ana.ticket().token()).contains(ana.seat());
        assertThat(ana.room().room()).isEqualTo(Name.of("first"));
        assertThat(names(ana.room())).containsExactly("Ana");
    }

    @Test
    void everybodyInTheRoomSeesANewcomer() {
        RoomHouse.Page ana = house.enter("newcomer", "Ana");
        Admitted ben = house.join("newcomer", "Ben", "b").admitted();

        assertThat(names(ana.updated())).containsExactly("Ana", "Ben");
        assertThat(names(ben.room())).containsExactly("Ana", "Ben");
    }

    @Test
    void namesOfRoomsDifferInMoreThanCase() {
        RoomHouse.Page ana = house.enter("Physics", "Ana");
        house.enter("pHYSICS", "Ben");

        assertThat(ana.updated().people()).hasSize(2);
    }

    @Test
    void aTakenNameIsRefused() {
        RoomHouse.Page ana = house.enter("taken", "Ana");
        RoomHouse.Page impostor = house.join("taken", "ANA", "another secret");

        assertThat(impostor.refused()).isEqualTo(new Refusal.NameTaken(Name.of("Ana")));
        ana.hearsNothing();
        impostor.hearsNothing();
    }

    @Test
    void theSameBrowserTakesItsOwnPlaceOver() {
        RoomHouse.Page before = house.join("takeover", "Ana", "mine");
        String oldSeat = before.admitted().seat();
        RoomHouse.Page ben = house.enter("takeover", "Ben");
        before.updated();

        Admitted after = house.join("takeover", "Ana", "mine").admitted();

        assertThat(before.events.receiveMessage()).isEqualTo(new TakenOver());
        assertThat(after.seat()).isNotEqualTo(oldSeat);
        assertThat(names(after.room())).containsExactly("Ana", "Ben");
        assertThat(names(ben.updated())).containsExactly("Ana", "Ben");
        assertThat(house.video.disconnected).contains(oldSeat).doesNotContain(after.seat());
    }

    @Test
    void theEndOfAReplacedViewHarmsNobody() {
        RoomHouse.Page before = house.join("late end", "Ana", "mine");
        before.admitted();
        RoomHouse.Page after = house.join("late end", "Ana", "mine");
        after.admitted();

        before.dies();

        RoomHouse.Page ben = house.join("late end", "Ben", "b");
        assertThat(names(ben.admitted().room())).containsExactly("Ana", "Ben");
    }

    @Test
    void aDeadViewLeavesAtOnce() {
        RoomHouse.Page ana = house.enter("dead", "Ana");
        RoomHouse.Page ben = house.join("dead", "Ben", "b");
        String seat = ben.admitted().seat();
        ana.updated();

        ben.dies();

        assertThat(names(ana.updated())).containsExactly("Ana");
        assertThat(house.video.disconnected).contains(seat);
    }

    @Test
    void aNameIsFreeAgainOnceItsPersonHasLeft() {
        house.enter("free", "Ana");
        RoomHouse.Page ben = house.join("free", "Ben", "b");
        house.rooms.leave(ben.room, ben.admitted().seat());

        assertThat(names(house.join("free", "Ben", "another").admitted().room()))
                .containsExactly("Ana", "Ben");
    }

    @Test
    void aFullRoomRefuses() {
        house.enter("full", "Ana");
        house.enter("full", "Ben");
        house.enter("full", "Cleo");

        assertThat(house.join("full", "Dan", "d").refused()).isEqualTo(new Refusal.RoomFull(3));
    }

    @Test
    void aServerThatIsPressedTurnsNewcomersAway() {
        house.enter("pressed", "Ana");
        house.video.admission = Admission.BUSY;

        assertThat(house.join("pressed", "Ben", "b").refused()).isEqualTo(new Refusal.ServerBusy());
        assertThat(house.join("another", "Ben", "b").refused()).isEqualTo(new Refusal.ServerBusy());
    }

    @Test
    void whoeverWasInTheRoomMayComeBackToAPressedServer() {
        house.enter("back", "Ana");
        RoomHouse.Page ben = house.join("back", "Ben", "b");
        house.rooms.leave(ben.room, ben.admitted().seat());
        house.video.admission = Admission.BUSY;

        assertThat(names(house.join("back", "Ben", "b").admitted().room())).containsExactly("Ana", "Ben");
    }

    @Test
    void everybodyIsToldThatTheServerStops() {
        RoomHouse.Page ana = house.enter("stops", "Ana");
        house.video.admission = Admission.DRAINING;

        house.rooms.announceStop(Duration.ofMinutes(2));

        assertThat(ana.events.expectMessageClass(RoomEvent.ServerStopping.class).seconds())
                .isEqualTo(120);
        assertThat(house.join("stops", "Ben", "b").refused()).isEqualTo(new Refusal.ServerStopping());
    }

    @Test
    void anEmptyRoomClosesItsSessionAndOpensAfresh() {
        RoomHouse.Page ana = house.join("empty", "Ana", "a");
        Admitted in = ana.admitted();
        house.rooms.leave(ana.room, in.seat());

        Admitted again = house.join("empty", "Ana", "a").admitted();

        assertThat(house.video.closed).contains(in.ticket().sessionId());
        assertThat(again.ticket().sessionId()).isNotEqualTo(in.ticket().sessionId());
        assertThat(names(again.room())).containsExactly("Ana");
    }

    @Test
    void everybodyLearnsOfAStreamAndOfItsEnd() {
        RoomHouse.Page ana = house.enter("stream", "Ana");
        RoomHouse.Page ben = house.join("stream", "Ben", "b");
        Admitted in = ben.admitted();
        ana.updated();
        house.video.publishes(in.ticket().sessionId(), in.seat(), "s1");

        house.rooms.act(ben.room, in.seat(), new Action.Streaming("s1"));
        assertThat(ana.updated().people().getLast().streamId()).isEqualTo("s1");

        house.rooms.act(ben.room, in.seat(), new Action.Streaming(null));
        assertThat(ana.updated().people().getLast().streamId()).isNull();
    }

    @Test
    void aStreamOfSomebodyElseIsNotBelieved() {
        RoomHouse.Page ana = house.join("thief", "Ana", "a");
        Admitted in = ana.admitted();
        house.video.publishes(in.ticket().sessionId(), "somebody else", "s1");

        house.rooms.act(ana.room, in.seat(), new Action.Streaming("s1"));

        ana.hearsNothing();
    }

    @Test
    void everybodySeesAMicrophoneGoOff() {
        RoomHouse.Page ana = house.enter("mute", "Ana");
        RoomHouse.Page ben = house.join("mute", "Ben", "b");
        String seat = ben.admitted().seat();
        ana.updated();

        house.rooms.act(ben.room, seat, new Action.Sources(Source.OFF, Source.ON));

        assertThat(ana.updated().people().getLast().microphone()).isEqualTo(Source.OFF);
    }

    private static List<String> names(RoomState state) {
        return state.people().stream().map(person -> person.name().text()).toList();
    }
}
