package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.SessionListener;
import dev.roomjar.media.Subscription;
import dev.roomjar.media.testing.FakePublisher;
import dev.roomjar.media.testing.LinkConditions;
import dev.roomjar.media.testing.Simulation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A room in which people come and go, lose packets, change address, restart, and vanish without a word, for as long as the
 * system property {@code soak.hours} says in simulated time. Twice an hour all of them leave: then nothing of theirs may be
 * left. The long run has its own command, {@code ./soak}.
 */
class SoakTest {
    private static final double HOURS = Double.parseDouble(System.getProperty("soak.hours", "0.05"));
    private static final Duration ROUND = Duration.ofMinutes(HOURS < 1 ? 1 : 30);
    private static final int PEOPLE = 3;
    private static final long HEAP_GROWTH = 8L << 20;

    /** One packet a frame at 30 frames a second; every third person has audio too. */
    private static final FakePublisher.Media SMALL = new FakePublisher.Media(400, 30, 0);

    private static final FakePublisher.Media WITH_AUDIO = new FakePublisher.Media(400, 30, 100);

    private final Random random = new Random(24);
    private final Simulation simulation = new Simulation(24);
    private final List<Person> present = new ArrayList<>();
    private Call call = new Call(simulation, SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);
    private long frames;
    private int came;

    /** Publishes and watches everybody who was there before; who comes later is subscribed to when they come. */
    private final class Person {
        final Call.Sender sender = call.sender(came % 3 == 0 ? WITH_AUDIO : SMALL);
        final Call.Viewer viewer = call.viewer();
        final List<Subscription> watching = new ArrayList<>();

        Person() {
            came++;
            present.forEach(other -> {
                watching.add(viewer.subscribe(other.sender));
                other.watching.add(other.viewer.subscribe(sender));
            });
            if (watching.isEmpty()) {
                watching.add(viewer.subscribe(sender));
            }
            call.awaitConnected(sender);
            call.awaitConnected(viewer);
            present.add(this);
        }

        void suffer() {
            LinkConditions bad = LinkConditions.GOOD
                    .loss(random.nextDouble() * 0.15)
                    .delay(Duration.ofMillis(random.nextInt(100)), Duration.ofMillis(random.nextInt(60)))
                    .duplicate(random.nextInt(4) == 0 ? 0.05 : 0);
            simulation.conditions(random.nextBoolean() ? sender.peer : viewer.peer, bad, bad);
        }

        void change() {
            switch (random.nextInt(4)) {
                case 0 -> simulation.rebind(sender.peer);
                case 1 -> simulation.rebind(viewer.peer);
                case 2 -> sender.renegotiate(sender.peer.restartOffer());
                default -> viewer.receiver.restartIce();
            }
        }

        void leave() {
            frames += viewer.peer
                    .videos()
                    .mapToLong(video -> video.frames().decoded())
                    .sum();
            switch (random.nextInt(3)) {
                case 0 -> {
                    sender.publication.close();
                    viewer.receiver.close();
                }
                case 1 -> {
                    sender.peer.close();
                    viewer.peer.close();
                    simulation.runUntil(() -> viewer.states.contains(PeerState.CLOSED), Duration.ofSeconds(20));
                }
                default -> {
                    // Vanishes without a word: the server has to notice.
                }
            }
            simulation.settle();
            simulation.remove(sender.peer);
            simulation.remove(viewer.peer);
            present.remove(this);
        }
    }

    @Test
    void nothingGrowsHoweverLongPeopleComeAndGo() {
        long end = simulation.now() + (long) (HOURS * Duration.ofHours(1).toNanos());
        List<Long> heaps = new ArrayList<>();
        while (simulation.now() < end) {
            long roundEnds = simulation.now() + ROUND.toNanos();
            while (simulation.now() < roundEnds) {
                if (present.size() < PEOPLE) {
                    new Person();
                } else {
                    happen();
                }
            }
            everybodyLeaves();
            heaps.add(checkpoint());
        }
        simulation.close();

        assertThat(frames).as("frames decoded").isGreaterThan((long) (HOURS * 3_600 * 30));
        long settled = heaps.get(heaps.size() / 4);
        assertThat(heaps.getLast() - settled)
                .as("heap after each round, bytes: %s", heaps)
                .isLessThan(HEAP_GROWTH);
    }

    private void happen() {
        Person person = present.get(random.nextInt(present.size()));
        switch (random.nextInt(4)) {
            case 0 -> person.suffer();
            case 1 -> person.change();
            case 2 -> person.leave();
            default -> present.forEach(viewing -> viewing.viewer.peer.forgetOld());
        }
        simulation.run(Duration.ofSeconds(3 + random.nextInt(15)));
    }

    private void everybodyLeaves() {
        List.copyOf(present).forEach(Person::leave);
        call.session.close();
        simulation.run(Duration.ofMinutes(1));
        call = new Call(simulation, SessionListener.NONE, MediaSession.AUDIBLE_AT_ONCE);
        simulation.settle();
    }

    /** With nobody there, nothing of anybody may be left; returns the heap in use. */
    private long checkpoint() {
        assertThat(simulation.census()).isEqualTo(new Sfu.Census(1, 0, 0, 0, 0));
        assertThat(simulation.count(MediaCounter.PEERS_OPENED)).isEqualTo(simulation.count(MediaCounter.PEERS_CLOSED));
        assertThat(simulation.count(MediaCounter.PEERS_FAULTED)).isZero();
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "soak: %.1f h simulated, %d people came, %d frames decoded, heap %d KB, threads %d%n",
                simulation.now() / 3.6e12,
                came,
                frames,
                heap >> 10,
                ManagementFactory.getThreadMXBean().getThreadCount());
        return heap;
    }
}
