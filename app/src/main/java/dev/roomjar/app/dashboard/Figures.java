package dev.roomjar.app.dashboard;

import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.opentok.SessionStatistics;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes what the dashboard shows of what was counted now and the time before. Used by one thread at a time. */
final class Figures {
    private final Instruments instruments;
    private final Rates rates = new Rates();

    /** A room and what its session counted. */
    record Raw(RoomState room, SessionStatistics counted) {}

    Figures(Instruments instruments) {
        this.instruments = instruments;
    }

    Snapshot snapshot(List<Raw> rooms, Instant now) {
        rates.begin(now.toEpochMilli());
        return new Snapshot(now, node(), rooms.stream().map(this::room).toList());
    }

    private Snapshot.Node node() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Snapshot.Node(
                Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()),
                heap.getUsed(),
                heap.getMax(),
                instruments.loads(),
                instruments.openPages(),
                rates.bits("received", instruments.count(MediaCounter.RECEIVED_BYTES)),
                rates.bits("sent", instruments.count(MediaCounter.SENT_BYTES)));
    }

    private Snapshot.RoomFigures room(Raw raw) {
        return new Snapshot.RoomFigures(
                raw.room(),
                raw.room().people().stream().map(person -> person(person, raw)).toList());
    }

    private Snapshot.PersonFigures person(Person person, Raw raw) {
        return new Snapshot.PersonFigures(
                person,
                raw.counted().streams().stream()
                        .filter(stream -> stream.stream().connectionData().equals(person.seat()))
                        .map(this::stream)
                        .toList(),
                raw.counted().viewers().stream()
                        .filter(viewer -> viewer.connectionData().equals(person.seat()))
                        .findFirst()
                        .map(viewer -> viewing(viewer, raw)));
    }

    private Snapshot.StreamFigures stream(SessionStatistics.StreamReceived stream) {
        MediaStatistics.Published media = stream.media();
        String id = media.publication();
        return new Snapshot.StreamFigures(
                stream.stream().streamId(),
                isScreen(stream),
                media.state(),
                rates.bits(id + " audio", media.audioBytes()),
                rates.bits(id + " video", media.videoBytes()),
                rates.share(id + " loss", media.lostPackets(), media.expectedPackets()),
                media.roundTripNanos(),
                media.layers());
    }

    private static boolean isScreen(SessionStatistics.StreamReceived stream) {
        return stream.stream().videoType().equals("screen");
    }

    private Snapshot.Viewing viewing(SessionStatistics.Viewer viewer, Raw raw) {
        MediaStatistics.Receiving media = viewer.media();
        return new Snapshot.Viewing(
                media.state(),
                media.availableBitsPerSecond(),
                media.sentBitsPerSecond(),
                media.lossFraction(),
                media.roundTripNanos(),
                viewer.streams().stream()
                        .flatMap(forwarded -> received(forwarded, raw).stream())
                        .toList());
    }

    /** Empty where the stream or its person has just gone. */
    private Optional<Snapshot.Received> received(SessionStatistics.StreamForwarded forwarded, Raw raw) {
        MediaStatistics.Forwarded media = forwarded.media();
        long audio = rates.bits(media.subscription() + " audio", media.audioBytes());
        long video = rates.bits(media.subscription() + " video", media.videoBytes());
        return raw.counted().streams().stream()
                .filter(stream -> stream.stream().streamId().equals(forwarded.streamId()))
                .findFirst()
                .flatMap(stream -> raw.room()
                        .person(stream.stream().connectionData())
                        .map(person -> new Snapshot.Received(
                                media.subscription(),
                                person.name(),
                                isScreen(stream),
                                audio,
                                video,
                                media.temporal(),
                                layer(stream.media().layers(), media.spatial()),
                                media.quality())));
    }

    private static Optional<MediaStatistics.Layer> layer(List<MediaStatistics.Layer> layers, int spatial) {
        return spatial < 0 || spatial >= layers.size()
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(layers.get(spatial)));
    }
}
