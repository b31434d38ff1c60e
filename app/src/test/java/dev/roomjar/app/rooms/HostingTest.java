package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What hosts do, and that guests cannot. Ana is the host, Ben and Cleo are guests. */
class HostingTest {

    private static RoomHouse house;
    private RoomHouse.Page ana;
    private RoomHouse.Page ben;
    private RoomHouse.Page cleo;

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
        cleo = house.enter(room, "Cleo");
        ana.updated();
        ana.updated();
        ben.updated();
        streams(ben, "camera of Ben");
        streams(cleo, "camera of Cleo");
    }

    private void streams(RoomHouse.Page page, String stream) {
        publishes(page, stream);
        page.does(new Action.Streaming(stream));
        List.of(ana, ben, cleo).forEach(RoomHouse.Page::updated);
    }

    private static Person person(RoomState room, RoomHouse.Page page) {
        return room.person(page.seat()).orElseThrow();
    }

    private static void publishes(RoomHouse.Page page, String stream) {
        house.video.publishes(page.admitted().ticket().sessionId(), page.seat(), stream);
    }

    @Test
    void aGuestCanDoNothingOfWhatHostsCan() {
        String target = cleo.seat();
        for (HostAction action : List.of(
                new HostAction.Mute(target),
                new HostAction.MuteAll(),
                new HostAction.StopCamera(target),
                new HostAction.Remove(target),
                new HostAction.Ban(target),
                new HostAction.Promote(ben.seat()),
                new HostAction.Demote(ana.seat()),
                new HostAction.Spotlight(target),
                new HostAction.Lock(true),
                new HostAction.SetPassword("x"),
                new HostAction.SetWaitingRoom(true),
                new HostAction.SetListed(false),
                new HostAction.Allow(Freedom.CHAT, false),
                new HostAction.AdmitAll(),
                new HostAction.StartTimer(Duration.ofMinutes(1)),
                new HostAction.EndForAll())) {
            ben.does(action);
        }

        ana.hearsNothing();
        cleo.hearsNothing();
        assertThat(house.audit).noneMatch(line -> line.room().equals(ana.room));
    }

    @Test
    void aMutedPersonIsNotForwardedAndMayUnmute() {
        ana.does(new HostAction.Mute(ben.seat()));

        ben.events.expectMessage(new RoomEvent.Muted("Ana"));
        assertThat(person(ana.updated(), ben).microphone()).isEqualTo(Source.OFF);
        assertThat(house.video.gates.get("camera of Ben")).isEqualTo("camera");

        ben.does(new Action.Sources(Source.ON, Source.ON));
        assertThat(person(ana.updated(), ben).microphone()).isEqualTo(Source.ON);
        assertThat(house.video.gates.get("camera of Ben")).isEqualTo("microphone camera");
        assertThat(house.audit).contains(new Audit(ana.room, "Ana", "Mute", "Ben"));
    }

    @Test
    void whereGuestsMayNotUnmuteOnlyTheHostsWishOpensAMicrophone() {
        ana.does(new HostAction.Allow(Freedom.MICROPHONE, false));
        RoomState muted = ana.updated();
        assertThat(person(muted, ana).microphone()).isEqualTo(Source.ON);
        assertThat(person(muted, ben).microphone()).isEqualTo(Source.OFF);
        assertThat(person(muted, cleo).microphone()).isEqualTo(Source.OFF);

        ben.does(new Action.Sources(Source.ON, Source.ON));
        ana.hearsNothing();
        assertThat(house.video.gates.get("camera of Ben")).isEqualTo("camera");

        ana.does(new HostAction.AskToUnmute(ben.seat()));
        ben.events.fishForMessage(Duration.ofSeconds(3), RoomHouse.until(new RoomEvent.AskedToUnmute("Ana")));
        ben.does(new Action.Sources(Source.ON, Source.ON));
        assertThat(person(ana.updated(), ben).microphone()).isEqualTo(Source.ON);

        ben.does(new Action.Sources(Source.OFF, Source.ON));
        ana.updated();
        ben.does(new Action.Sources(Source.ON, Source.ON));
        ana.hearsNothing();
    }

    @Test
    void whoIsMutedAgainMayNotUseAnEarlierWishToUnmute() {
        ana.does(new HostAction.Allow(Freedom.MICROPHONE, false));
        ana.updated();
        ana.does(new HostAction.AskToUnmute(ben.seat()));
        ana.does(new HostAction.MuteAll());

        ben.does(new Action.Sources(Source.ON, Source.ON));

        ana.hearsNothing();
        assertThat(house.video.gates.get("camera of Ben")).isEqualTo("camera");
    }

    @Test
    void everybodyButHostsIsMuted() {
        ana.does(new HostAction.MuteAll());

        assertThat(ana.updated().people())
                .extracting(Person::microphone)
                .containsExactly(Source.ON, Source.OFF, Source.OFF);
    }

    @Test
    void aCameraIsStopped() {
        ana.does(new HostAction.StopCamera(cleo.seat()));

        cleo.events.expectMessage(new RoomEvent.CameraStopped("Ana"));
        assertThat(person(ana.updated(), cleo).camera()).isEqualTo(Source.OFF);
        assertThat(house.video.gates.get("camera of Cleo")).isEqualTo("microphone");
    }

    @Test
    void whatMayNotBeSharedIsNotPublished() {
        publishes(ben, "screen of Ben");
        ben.does(new Action.Sharing("screen of Ben"));
        assertThat(person(ana.updated(), ben).screenId()).isEqualTo("screen of Ben");

        ana.does(new HostAction.Allow(Freedom.SHARE_SCREEN, false));
        assertThat(person(ana.updated(), ben).screenId()).isNull();
        assertThat(house.video.unpublished).contains("screen of Ben");

        publishes(cleo, "screen of Cleo");
        cleo.does(new Action.Sharing("screen of Cleo"));
        ana.hearsNothing();
        assertThat(house.video.unpublished).contains("screen of Cleo");
    }

    @Test
    void whoeverIsPromotedCanDoWhatHostsCan() {
        ana.does(new HostAction.Promote(ben.seat()));
        assertThat(person(ana.updated(), ben).host()).isTrue();

        ben.does(new HostAction.Demote(ana.seat()));
        assertThat(person(cleo.updatedTimes(2), ana).host()).isFalse();
        ben.does(new HostAction.Demote(ben.seat()));

        cleo.hearsNothing();
    }

    @Test
    void aHostWhoIsGoneIsReplacedAfterAWhileUnlessTheyComeBack() {
        RoomHouse.Page host = house.join("succession", "Ana", "of Ana");
        host.admitted();
        RoomHouse.Page guest = house.enter("succession", "Ben");
        guest.admitted();
        house.rooms.leave(host.room, host.seat());
        assertThat(guest.updated().people().getFirst().host()).isFalse();

        RoomHouse.Page back = house.join("succession", "Ana", "of Ana");

        assertThat(back.admitted().room().isHost(back.seat())).isTrue();
    }

    @Test
    void theSpotlightIsOnOnePersonAndEndsWithThem() {
        ana.does(new HostAction.Spotlight(ben.seat()));
        assertThat(ana.updated().spotlight()).isEqualTo(ben.seat());

        house.rooms.leave(ben.room, ben.seat());
        assertThat(ana.updated().spotlight()).isNull();
    }

    @Test
    void aTimerIsSetForEverybody() {
        ana.does(new HostAction.StartTimer(Duration.ofMinutes(5)));
        assertThat(cleo.updated().timerEnd()).isNotNull();

        ana.does(new HostAction.StopTimer());
        assertThat(cleo.updated().timerEnd()).isNull();
    }

    @Test
    void aRoomEndsForAll() {
        ana.does(new HostAction.EndForAll());

        RoomEvent.Out out = new RoomEvent.Out(RoomEvent.Out.Why.ROOM_ENDED);
        for (RoomHouse.Page page : List.of(ana, ben, cleo)) {
            page.events.expectMessage(out);
        }
        house.lobby().showsNot(ana.room);
    }

    @Test
    void theOperatorMayDoWhatHostsMay() {
        house.rooms.operate(ana.room, new HostAction.Mute(ana.seat()));

        ana.events.expectMessage(new RoomEvent.Muted("operator"));
        assertThat(house.audit).contains(new Audit(ana.room, "operator", "Mute", "Ana"));
    }

    @Test
    void passwordsAreNotInTheAuditLog() {
        ana.does(new HostAction.SetPassword("blue"));
        ana.updated();

        assertThat(house.audit).filteredOn(line -> line.room().equals(ana.room)).hasSize(1);
        assertThat(house.audit).noneMatch(line -> line.toString().contains("blue"));
    }
}
