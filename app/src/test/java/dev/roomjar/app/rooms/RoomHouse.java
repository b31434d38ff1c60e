package dev.roomjar.app.rooms;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.FishingOutcome;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;

/** A cluster of one with rooms in it, and pages that are nothing but ears. */
final class RoomHouse implements AutoCloseable {

    final ActorTestKit kit = ActorTestKit.create("rooms", ConfigFactory.load());
    final FakeVideo video = new FakeVideo();
    final List<Audit> audit = new CopyOnWriteArrayList<>();
    final RoomMaster rooms;

    RoomHouse(Limits limits) {
        this(limits, Map.of());
    }

    RoomHouse(Limits limits, Map<Name, Opening> permanent) {
        Cluster cluster = Cluster.get(kit.system());
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        rooms = RoomMaster.start(kit.system(), video, limits, permanent, audit::add);
    }

    /** A page that has asked to join. */
    Page join(String room, String name, String secret) {
        return arrive(room, Arrival.of(Name.of(name), secret));
    }

    /** The same with all that one can bring. */
    Page arrive(String room, Arrival arrival) {
        return new Page(Name.of(room), arrival);
    }

    /** A page of a browser of its own that is in. */
    Page enter(String room, String name) {
        Page page = join(room, name, UUID.randomUUID().toString());
        page.admitted();
        return page;
    }

    Lobby lobby() {
        Lobby lobby = new Lobby();
        rooms.watchLobby(lobby.updates.ref(), lobby.view);
        return lobby;
    }

    /** Passes over everything before this event. */
    static Function<RoomEvent, FishingOutcome> until(RoomEvent event) {
        return heard -> heard.equals(event) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore();
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    final class Page {
        final Name room;
        final TestProbe<RoomEvent> events = kit.createTestProbe(RoomEvent.class);
        final ActorRef<Void> view = kit.spawn(Behaviors.empty());

        final CompletableFuture<JoinReply> reply;

        private Page(Name room, Arrival arrival) {
            this.room = room;
            this.reply = rooms.join(room, arrival, events.ref(), view).toCompletableFuture();
        }

        JoinReply.Admitted admitted() {
            return (JoinReply.Admitted) reply.join();
        }

        Refusal refused() {
            return ((JoinReply.Refused) reply.join()).refusal();
        }

        RoomState updated() {
            return events.expectMessageClass(RoomEvent.RoomUpdated.class).room();
        }

        String seat() {
            return admitted().seat();
        }

        void does(Action action) {
            rooms.act(room, seat(), action);
        }

        /** The room after so many changes. */
        RoomState updatedTimes(int times) {
            for (int i = 1; i < times; i++) {
                updated();
            }
            return updated();
        }

        /** Who waits, by the next change of the room. */
        List<Knock> knocks() {
            return events.expectMessageClass(RoomEvent.RoomUpdated.class).knocks();
        }

        String waiting() {
            return ((JoinReply.Waiting) reply.join()).knock();
        }

        void hearsNothing() {
            events.expectNoMessage(Duration.ofMillis(100));
        }

        void dies() {
            kit.stop(view);
        }
    }

    final class Lobby {
        final TestProbe<LobbyUpdated> updates = kit.createTestProbe(LobbyUpdated.class);
        final ActorRef<Void> view = kit.spawn(Behaviors.empty());

        /** Reads on until the list looks like this: "room: people", one line each. */
        void shows(String... lines) {
            updates.fishForMessage(
                    Duration.ofSeconds(10),
                    update -> lines(update).equals(List.of(lines))
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore());
        }

        /** Reads on until the room is not in the list. */
        void showsNot(Name room) {
            updates.fishForMessage(
                    Duration.ofSeconds(10),
                    update -> update.rooms().stream()
                                    .noneMatch(line -> line.room().equals(room))
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore());
        }

        private static List<String> lines(LobbyUpdated update) {
            return update.rooms().stream()
                    .map(room -> room.room() + ": "
                            + String.join(
                                    ", ", room.people().stream().map(Name::text).toList()))
                    .toList();
        }
    }
}
