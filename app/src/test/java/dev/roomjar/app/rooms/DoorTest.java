package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets into a room, and who does not. */
class DoorTest {

    private static final Opening SECRET = new Opening(true, false, "open sesame");
    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(new Limits(100, 10, Duration.ZERO), Map.of(Name.of("Vault"), SECRET));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Arrival arrival(String name) {
        return Arrival.of(Name.of(name), "secret of " + name);
    }

    @Test
    void whoComesFirstIsHostAndTheNextIsNot() {
        RoomHouse.Page ana = house.enter("standing", "Ana");
        JoinReply.Admitted ben = house.arrive("standing", arrival("Ben")).admitted();

        assertThat(ana.admitted().room().people().getFirst().host()).isTrue();
        assertThat(ben.room().isHost(ben.seat())).isFalse();
    }

    @Test
    void aMachineThatComesFirstIsNotHost() {
        house.arrive("camera", arrival("Encoder").unattended()).admitted();
        JoinReply.Admitted ben = house.arrive("camera", arrival("Ben")).admitted();

        assertThat(ben.room().people()).extracting(Person::host).containsExactly(false, true);
    }

    @Test
    void aLockedRoomLetsNobodyNewInButThoseBackWhoWereIn() {
        RoomHouse.Page ana = house.enter("locked", "Ana");
        RoomHouse.Page ben = house.arrive("locked", arrival("Ben"));
        ben.admitted();
        ana.does(new HostAction.Lock(true));
        house.rooms.leave(ben.room, ben.seat());

        assertThat(house.arrive("locked", arrival("Cleo").invited(Standing.HOST))
                        .refused())
                .isEqualTo(new Refusal.Locked());
        assertThat(house.arrive("locked", arrival("Ben")).admitted().room().people())
                .hasSize(2);
    }

    @Test
    void aPasswordIsAskedForAndChecked() {
        RoomHouse.Page ana = house.enter("password", "Ana");
        ana.does(new HostAction.SetPassword("blue"));

        assertThat(house.arrive("password", arrival("Ben")).refused()).isEqualTo(new Refusal.PasswordNeeded());
        assertThat(house.arrive("password", arrival("Ben").withPassword("red")).refused())
                .isEqualTo(new Refusal.WrongPassword());
        house.arrive("password", arrival("Ben").withPassword("blue")).admitted();
        house.arrive("password", arrival("Cleo").invited(Standing.GUEST)).admitted();
    }

    @Test
    void passwordsCannotBeGuessedForLong() {
        RoomHouse.Page ana = house.enter("guess", "Ana");
        ana.does(new HostAction.SetPassword("blue"));

        for (int i = 0; i < 20; i++) {
            assertThat(house.arrive("guess", arrival("Eve" + i).withPassword("x"))
                            .refused())
                    .isEqualTo(new Refusal.WrongPassword());
        }

        assertThat(house.arrive("guess", arrival("Eve").withPassword("blue")).refused())
                .isEqualTo(new Refusal.TooManyAttempts());
    }

    @Test
    void aPermanentRoomAsksEvenTheFirstForItsPassword() {
        assertThat(house.arrive("vault", arrival("Ana")).refused()).isEqualTo(new Refusal.PasswordNeeded());
        house.arrive("vault", arrival("Ana").withPassword("open sesame")).admitted();
    }

    @Test
    void whoeverWaitsIsLetInByAHost() {
        RoomHouse.Page ana = house.arrive("wait", arrival("Ana").opening(new Opening(true, true, "")));
        ana.admitted();
        RoomHouse.Page ben = house.arrive("wait", arrival("Ben"));
        String knock = ben.waiting();
        assertThat(ana.knocks()).extracting(Knock::name).containsExactly(Name.of("Ben"));

        ana.does(new HostAction.Admit(knock));

        JoinReply.Admitted in =
                ben.events.expectMessageClass(RoomEvent.LetIn.class).place();
        assertThat(in.room().people()).extracting(Person::name).containsExactly(Name.of("Ana"), Name.of("Ben"));
        assertThat(ana.knocks()).isEmpty();
        ben.dies();
        assertThat(ana.updated().people()).hasSize(1);
    }

    @Test
    void whoeverWaitsMayBeTurnedAwayOrGoAway() {
        RoomHouse.Page ana = house.arrive("deny", arrival("Ana").opening(new Opening(true, true, "")));
        ana.admitted();
        RoomHouse.Page ben = house.arrive("deny", arrival("Ben"));
        String knock = ben.waiting();
        ana.knocks();

        ana.does(new HostAction.Deny(knock));
        ben.events.expectMessage(new RoomEvent.TurnedAway(new Refusal.NotLetIn()));
        assertThat(ana.knocks()).isEmpty();

        RoomHouse.Page cleo = house.arrive("deny", arrival("Cleo"));
        cleo.waiting();
        assertThat(ana.knocks()).hasSize(1);
        cleo.dies();
        assertThat(ana.knocks()).isEmpty();
    }

    @Test
    void guestsAreNotToldWhoWaits() {
        RoomHouse.Page ana = house.enter("discreet", "Ana");
        RoomHouse.Page ben = house.arrive("discreet", arrival("Ben"));
        ben.admitted();
        ana.does(new HostAction.SetWaitingRoom(true));
        ben.updated();

        house.arrive("discreet", arrival("Cleo")).waiting();

        assertThat(ben.knocks()).isEmpty();
    }

    @Test
    void theBannedDoNotComeBackByNameOrBrowser() {
        RoomHouse.Page ana = house.enter("ban", "Ana");
        RoomHouse.Page ben = house.arrive("ban", arrival("Ben"));
        ana.does(new HostAction.Ban(ben.seat()));

        ben.events.fishForMessage(Duration.ofSeconds(3), RoomHouse.until(new RoomEvent.Out(RoomEvent.Out.Why.BANNED)));
        assertThat(house.arrive("ban", arrival("Ben")).refused()).isEqualTo(new Refusal.Banned());
        assertThat(house.arrive("ban", Arrival.of(Name.of("Benno"), "secret of Ben"))
                        .refused())
                .isEqualTo(new Refusal.Banned());
        assertThat(house.arrive("ban", Arrival.of(Name.of("Ben"), "another")).refused())
                .isEqualTo(new Refusal.Banned());
    }

    @Test
    void theRemovedMayComeBackAsNewcomers() {
        RoomHouse.Page ana = house.enter("remove", "Ana");
        RoomHouse.Page ben = house.arrive("remove", arrival("Ben"));
        ana.does(new HostAction.Remove(ben.seat()));
        ana.does(new HostAction.SetWaitingRoom(true));

        ben.events.fishForMessage(Duration.ofSeconds(3), RoomHouse.until(new RoomEvent.Out(RoomEvent.Out.Why.REMOVED)));
        house.arrive("remove", arrival("Ben")).waiting();
    }
}
