package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People whom somebody vouches for: their names are theirs, and they are what they are said to be. */
class VouchedTest {

    private static RoomHouse house;

    @BeforeAll
    static void open() {
        house = new RoomHouse(new Limits(100, 10));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Arrival vouched(String name, String secret, Standing as) {
        return Arrival.of(Name.of(name), secret).invited(as).vouchedFor();
    }

    private static List<String> names(JoinReply.Admitted admitted) {
        return admitted.room().people().stream()
                .map(person -> person.name().text())
                .toList();
    }

    @Test
    void whoHasTheirNameGivesItUp() {
        RoomHouse.Page stranger = house.enter("name", "Ana");

        JoinReply.Admitted ana =
                house.arrive("name", vouched("ana", "sub-1", Standing.GUEST)).admitted();

        assertThat(names(ana)).containsExactlyInAnyOrder("ana", "ana 2");
        assertThat(stranger.events.fishForMessage(
                        Duration.ofSeconds(3), RoomHouse.until(new RoomEvent.Renamed(Name.of("ana 2")))))
                .isNotEmpty();
    }

    @Test
    void theirNameStaysTheirsWhileTheyAreAway() {
        house.enter("away", "Host");
        RoomHouse.Page ana = house.arrive("away", vouched("Ana", "sub-1", Standing.GUEST));
        house.rooms.leave(ana.room, ana.seat());
        RoomHouse.Page ben = house.join("away", "Ben", "ben");
        ben.admitted();

        assertThat(house.join("away", "ANA", "stranger").refused()).isEqualTo(new Refusal.NameTaken(Name.of("ANA")));
        ben.does(new Action.Rename(Name.of("Ana")));
        assertThat(ben.events.fishForMessage(
                        Duration.ofSeconds(3),
                        RoomHouse.until(new RoomEvent.NotRenamed(new Refusal.NameTaken(Name.of("Ana"))))))
                .isNotEmpty();
        assertThat(names(house.arrive("away", vouched("Ana", "sub-1", Standing.GUEST))
                        .admitted()))
                .contains("Ana");
    }

    @Test
    void twoOfOneNameAreToldApart() {
        house.arrive("two", vouched("Ana", "sub-1", Standing.HOST)).admitted();
        JoinReply.Admitted other =
                house.arrive("two", vouched("Ana", "sub-2", Standing.GUEST)).admitted();
        JoinReply.Admitted again =
                house.arrive("two", vouched("Ana", "sub-2", Standing.GUEST)).admitted();

        assertThat(names(other)).containsExactly("Ana", "Ana 2");
        assertThat(names(again)).containsExactly("Ana", "Ana 2");
    }

    @Test
    void nobodyRenamesThemselvesWhoIsVouchedFor() {
        RoomHouse.Page ana = house.arrive("rename", vouched("Ana", "sub-1", Standing.HOST));
        ana.admitted();

        ana.does(new Action.Rename(Name.of("Head of school")));

        assertThat(ana.events.fishForMessage(
                        Duration.ofSeconds(3), RoomHouse.until(new RoomEvent.NotRenamed(new Refusal.NameVouched()))))
                .isNotEmpty();
    }

    @Test
    void aGuestByWordIsNoHostByBeingFirst() {
        JoinReply.Admitted guest =
                house.arrive("guest", vouched("Ana", "sub-1", Standing.GUEST)).admitted();
        JoinReply.Admitted host =
                house.arrive("guest", vouched("Ben", "sub-2", Standing.HOST)).admitted();

        assertThat(guest.room().isHost(guest.seat())).isFalse();
        assertThat(host.room().isHost(host.seat())).isTrue();
    }

    @Test
    void aStrangersBanTakesNobodysName() {
        RoomHouse.Page host = house.enter("ban", "Host");
        RoomHouse.Page stranger = house.join("ban", "Ana", "stranger");
        stranger.admitted();
        host.does(new HostAction.Ban(stranger.seat()));
        RoomHouse.Page ana = house.arrive("ban", vouched("Ana", "sub-1", Standing.GUEST));
        ana.admitted();
        host.does(new HostAction.Ban(ana.seat()));

        assertThat(house.arrive("ban", vouched("Ana", "sub-1", Standing.GUEST)).refused())
                .isEqualTo(new Refusal.Banned());
    }

    @Test
    void aHouseForInvitedPeopleOpensForNobodyElse() {
        try (RoomHouse strict = new RoomHouse(new Limits(1, 10).forInvitedOnly())) {
            assertThat(strict.join("first", "Ben", "ben").refused()).isEqualTo(new Refusal.InvitedOnly());
            strict.arrive("second", vouched("Ana", "sub-1", Standing.HOST)).admitted();
            assertThat(strict.join("second", "Ben", "ben").refused()).isEqualTo(new Refusal.InvitedOnly());
            strict.arrive("second", Arrival.of(Name.of("Cleo"), "cleo").invited(Standing.GUEST))
                    .admitted();
            strict.arrive("second", Arrival.of(Name.of("Encoder"), "machine").unattended())
                    .admitted();
        }
    }

    @Test
    void numbersFitIntoNames() {
        assertThat(Name.of("x".repeat(40)).numbered(12).text()).hasSize(40).endsWith("xx 12");
        assertThat(Name.of("Ana").numbered(2)).isEqualTo(Name.of("Ana 2"));
    }
}
