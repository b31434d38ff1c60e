package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.forward.PacketSource;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is published goes round the readers: everybody is given everything once and in order, and all that is there at once. */
class CarouselTest {
    private final Call call = new Call(95);
    private final LiveReceiver receiver = (LiveReceiver) call.viewer().receiver;
    private final PacketSource publisher = new PacketSource();
    private final Carousel carousel = new Carousel();

    /** Writes down what it is given. */
    private class Recorder extends Reader {
        final List<String> visits = new ArrayList<>();
        final List<Integer> video = new ArrayList<>();
        final List<Integer> audio = new ArrayList<>();

        Recorder() {
            super(receiver);
        }

        @Override
        void forward(TrackQueue videoPackets, TrackQueue audioPackets, long nowNanos) {
            visits.add((note("v", videoPackets, video) + note("a", audioPackets, audio)).strip());
        }

        private static String note(String kind, TrackQueue packets, List<Integer> all) {
            StringBuilder visit = new StringBuilder();
            for (int i = 0; i < packets.onRound(); i++) {
                int number = PacketSource.number(packets.packet(i));
                all.add(number);
                visit.append(kind).append(number).append(' ');
            }
            return visit.toString();
        }
    }

    @AfterEach
    void close() {
        call.close();
    }

    private List<Recorder> readers(int count) {
        List<Recorder> readers =
                IntStream.range(0, count).mapToObj(i -> new Recorder()).toList();
        readers.forEach(carousel::add);
        return readers;
    }

    private void takeFrame(int packets) {
        for (int i = 1; i <= packets; i++) {
            carousel.take(publisher.video(i == packets), 0);
        }
    }

    private void serve(int times) {
        for (int i = 0; i < times; i++) {
            carousel.serve(0);
        }
    }

    @Test
    void aReaderIsGivenAFrameAtOnce() {
        List<Recorder> readers = readers(2);
        takeFrame(3);
        carousel.setOut();
        serve(1);

        assertThat(readers.get(0).visits).containsExactly("v0 v1 v2");
        assertThat(readers.get(1).visits).isEmpty();
        assertThat(carousel.isEmpty()).isFalse();

        serve(1);

        assertThat(readers.get(0).visits).hasSize(1);
        assertThat(readers.get(1).visits).containsExactly("v0 v1 v2");
        assertThat(carousel.isEmpty()).isTrue();
    }

    @Test
    void soundThatComesOnTheWayGoesWithTheFrameToThoseWhoAreLeft() {
        List<Recorder> readers = readers(3);
        takeFrame(2);
        carousel.setOut();
        serve(1);
        carousel.take(publisher.audio(), 0);
        carousel.setOut();
        serve(3);

        assertThat(readers.get(0).visits).containsExactly("v0 v1", "a0");
        assertThat(readers.get(1).visits).containsExactly("v0 v1 a0");
        assertThat(readers.get(2).visits).containsExactly("v0 v1 a0");
        assertThat(carousel.isEmpty()).isTrue();
    }

    @Test
    void whatComesWaitsUntilItSetsOut() {
        List<Recorder> readers = readers(2);
        takeFrame(1);
        carousel.setOut();
        carousel.take(publisher.video(false), 0);

        assertThat(carousel.isWithinFrame()).isTrue();
        serve(2);
        assertThat(readers.get(1).visits).containsExactly("v0");
        assertThat(carousel.isEmpty()).isFalse();

        carousel.take(publisher.video(true), 0);
        assertThat(carousel.isWithinFrame()).isFalse();
    }

    @Test
    void aFrameOnItsWayIsNotWaitedFor() {
        readers(2);
        carousel.take(publisher.video(false), 0);
        carousel.setOut();

        assertThat(carousel.isWithinFrame()).isFalse();
    }

    @Test
    void moreThanThereIsRoomForGoesOutAtOnce() {
        List<Recorder> readers = readers(3);
        int packets = 3 * TrackQueue.CAPACITY + 5;
        for (int i = 0; i < packets; i++) {
            carousel.take(publisher.audio(), 0);
        }
        carousel.setOut();
        while (!carousel.isEmpty()) {
            serve(1);
        }

        List<Integer> all = IntStream.range(0, packets).boxed().toList();
        assertThat(readers).allSatisfy(reader -> assertThat(reader.audio).isEqualTo(all));
    }

    @Test
    void nothingIsKeptForNobody() {
        takeFrame(2);
        carousel.setOut();

        assertThat(carousel.isEmpty()).isTrue();
    }

    @Test
    void theLastReaderTakesWhatWaitsAway() {
        List<Recorder> readers = readers(2);
        takeFrame(2);
        carousel.setOut();
        serve(1);
        readers.forEach(carousel::remove);

        assertThat(carousel.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everybodyIsGivenEverythingOnceWhoeverComesAndGoes(long seed) {
        Random random = new Random(seed);
        List<Recorder> staying = new ArrayList<>();
        List<Recorder> passing = new ArrayList<>();
        List<Recorder> gone = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            staying.addAll(readers(1));
            passing.addAll(readers(1));
        }
        int sounds = 0;
        int pictures = 0;
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    carousel.take(publisher.audio(), 0);
                    sounds++;
                }
                case 1 -> {
                    carousel.take(publisher.video(random.nextBoolean()), 0);
                    pictures++;
                }
                case 2 -> carousel.setOut();
                case 3 -> {
                    if (random.nextInt(10) == 0) {
                        passing.addAll(readers(1));
                    } else if (random.nextInt(10) == 0 && !passing.isEmpty()) {
                        Recorder leaving = passing.remove(random.nextInt(passing.size()));
                        carousel.remove(leaving);
                        leaving.visits.clear();
                        gone.add(leaving);
                    }
                }
                default -> {
                    if (carousel.onRound() > 0) {
                        serve(1);
                    }
                }
            }
        }
        carousel.setOut();
        while (!carousel.isEmpty()) {
            serve(1);
        }

        List<Integer> allVideo = numbers(0, pictures);
        List<Integer> allAudio = numbers(0, sounds);
        assertThat(staying).allSatisfy(reader -> {
            assertThat(reader.video).isEqualTo(allVideo);
            assertThat(reader.audio).isEqualTo(allAudio);
        });
        assertThat(passing).allSatisfy(reader -> {
            assertThat(reader.video).isEqualTo(from(reader.video.getFirst(), allVideo));
            assertThat(reader.audio).isEqualTo(from(reader.audio.getFirst(), allAudio));
        });
        assertThat(gone)
                .isNotEmpty()
                .allSatisfy(reader -> assertThat(reader.visits).isEmpty());
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static List<Integer> from(int first, List<Integer> numbers) {
        return numbers.subList(first, numbers.size());
    }

    @Test
    void aTurnForwardsNoMoreThanTheOutboxTakes() {
        Destination somewhere = new Destination(TransportAddress.ofIpv4(0x7f000001, 9));
        List<Integer> drained = new ArrayList<>();
        Outbox outbox = new Outbox(32, full -> drained.add(full.packets()));
        Source source = new Source(receiver.sfu, "source", new Source.Owner() {
            @Override
            public void touch() {}

            @Override
            public void wantedChanged(long nowNanos) {}

            @Override
            public void unsubscribed() {}
        });
        for (int i = 0; i < 20; i++) {
            source.add(new Reader(receiver) {
                @Override
                void forward(TrackQueue video, TrackQueue audio, long nowNanos) {
                    for (int packet = 0; packet < video.onRound(); packet++) {
                        outbox.add(new byte[100], 0, 100, somewhere);
                    }
                }
            });
        }
        for (int i = 0; i < 5; i++) {
            source.take(publisher.video(i == 4), 0);
        }

        List<Boolean> all = new ArrayList<>();
        List<Integer> perTurn = new ArrayList<>();
        do {
            all.add(source.forward(outbox, 0));
            perTurn.add(outbox.packets());
            outbox.flush();
        } while (!all.getLast());

        assertThat(perTurn).containsExactly(30, 30, 30, 10);
        assertThat(all).containsExactly(false, false, false, true);
        assertThat(drained).isEqualTo(perTurn);
    }
}
