package dev.roomjar.app.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is private stays with its person, on the wire and in the log. */
class PrivacyTest {

    private final RoomHouse house = new RoomHouse(new Limits(10, 10));
    private final Serialization serialization = SerializationExtension.get(Adapter.toClassic(house.kit.system()));

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nobodyHearsATokenOrSecretOfAnother() {
        RoomHouse.Page ana = house.join("room", "Ana", "SECRET-of-Ana");
        String anasToken = ana.admitted().ticket().token();
        RoomHouse.Page ben = house.join("room", "Ben", "SECRET-of-Ben");
        JoinReply.Admitted admitted = ben.admitted();
        RoomEvent.RoomUpdated updated = new RoomEvent.RoomUpdated(ana.updated(), List.of());

        assertThat(wire(updated)).contains("Ana", "Ben").doesNotContain("TOKEN", "SECRET");
        assertThat(wire(admitted))
                .contains(admitted.ticket().token())
                .doesNotContain(anasToken)
                .doesNotContain("SECRET");
    }

    @Test
    void messagesPrintWithoutTokensAndSecrets() {
        RoomHouse.Page ana = house.join("room", "Ana", "SECRET-of-Ana");
        RoomCommand.Join join = new RoomCommand.Join(
                ana.room,
                Arrival.of(Name.of("Ana"), "SECRET-of-Ana"),
                ana.events.ref(),
                ana.view,
                house.kit.createTestProbe(JoinReply.class).ref());
        Seat seat = new Seat(
                "1",
                Arrival.of(Name.of("Ana"), "SECRET-of-Ana"),
                Standing.GUEST,
                ana.events.ref(),
                ana.view,
                Instant.EPOCH);

        assertThat(ana.admitted().toString()).doesNotContain("TOKEN", "SECRET");
        assertThat(join.toString()).contains("Ana").doesNotContain("SECRET");
        assertThat(seat.toString()).contains("Ana").doesNotContain("SECRET");
    }

    @Test
    void whatCrossesNodesArrivesAsItWas() throws Exception {
        RoomHouse.Page ana = house.join("room", "Ana", "secret");
        RoomCommand.Join join = new RoomCommand.Join(
                ana.room,
                Arrival.of(Name.of("Ana"), "secret").withPassword("p").invited(Standing.HOST),
                ana.events.ref(),
                ana.view,
                house.kit.createTestProbe(JoinReply.class).ref());

        assertThat(roundTrip(join)).isEqualTo(join);
        JoinReply.Admitted admitted = ana.admitted();
        assertThat(roundTrip(admitted)).isEqualTo(admitted);
        JoinReply.Refused refused = new JoinReply.Refused(new Refusal.NameTaken(Name.of("Zoë")));
        assertThat(roundTrip(refused)).isEqualTo(refused);
    }

    @Test
    void everyActionAndRefusalArrivesAsItWas() throws Exception {
        for (Object action : List.of(
                new Action.Sources(Source.OFF, Source.NONE),
                new Action.Streaming(null),
                new Action.Rename(Name.of("Zoë")),
                new HostAction.Allow(Freedom.CHAT, false),
                new HostAction.StartTimer(Duration.ofMinutes(3)),
                new HostAction.Spotlight(null),
                new HostAction.EndForAll())) {
            RoomCommand.Act act = new RoomCommand.Act("seat", (Action) action);
            assertThat(roundTrip(act)).isEqualTo(act);
        }
        JoinReply.Refused refused = new JoinReply.Refused(new Refusal.Locked());
        assertThat(roundTrip(refused)).isEqualTo(refused);
    }

    private Object roundTrip(Object message) throws Exception {
        return serialization
                .deserialize(
                        serialization.serialize(message).get(),
                        serialization.serializerFor(message.getClass()).identifier(),
                        message.getClass().getName())
                .get();
    }

    private String wire(Object message) {
        return new String(serialization.serialize(message).get(), StandardCharsets.ISO_8859_1);
    }
}
