package dev.roomjar.app.dashboard;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.media.MediaStatistics;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that the dashboard shows, at one moment. Rates are of the time since the moment before. */
public record Snapshot(Instant at, Node node, List<RoomFigures> rooms) {

    /** In place of a rate or a time: not known, or not yet. */
    public static final long UNKNOWN = -1;

    public Snapshot {
        rooms = List.copyOf(rooms);
    }

    /** The process. */
    public record Node(
            Duration uptime,
            long heapUsed,
            long heapMost,
            List<Double> loads,
            int pages,
            long receivedBits,
            long sentBits) {

        /** Of the loop that works most. */
        double busiest() {
            return loads.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }

    /** A room with its people in the order of arrival. */
    public record RoomFigures(RoomState room, List<PersonFigures> people) {
        long streams() {
            return people.stream().mapToLong(person -> person.streams().size()).sum();
        }

        long receivedBits() {
            return people.stream()
                    .flatMap(person -> person.streams().stream())
                    .mapToLong(stream -> Math.max(0, stream.bits()))
                    .sum();
        }

        long sentBits() {
            return people.stream()
                    .flatMap(person -> person.viewing().stream())
                    .mapToLong(Viewing::sentBits)
                    .sum();
        }

        double worstLoss() {
            return people.stream().mapToDouble(PersonFigures::worstLoss).max().orElse(0);
        }

        Optional<PersonFigures> person(String seat) {
            return people.stream()
                    .filter(person -> person.person().seat().equals(seat))
                    .findFirst();
        }
    }

    /**
     * A person: what comes of them and what they are sent.
     *
     * @param viewing empty while they are sent nothing
     */
    public record PersonFigures(Person person, List<StreamFigures> streams, Optional<Viewing> viewing) {
        double worstLoss() {
            double up = streams.stream().mapToDouble(StreamFigures::loss).max().orElse(0);
            return Math.max(up, viewing.map(Viewing::loss).orElse(0.0));
        }

        long bits() {
            return streams.stream()
                    .mapToLong(stream -> Math.max(0, stream.bits()))
                    .sum();
        }

        double loss() {
            return streams.stream().mapToDouble(StreamFigures::loss).max().orElse(0);
        }

        long roundTripNanos() {
            return viewing.map(Viewing::roundTripNanos).orElse(UNKNOWN);
        }
    }

    /**
     * A stream that comes from a person.
     *
     * @param screen whether it shows a screen
     * @param audioBits per second, {@link #UNKNOWN} at first
     * @param videoBits per second, of all layers, {@link #UNKNOWN} at first
     * @param loss on the way here, lately, 0 to 1
     */
    public record StreamFigures(
            String id,
            boolean screen,
            PeerState state,
            long audioBits,
            long videoBits,
            double loss,
            long roundTripNanos,
            List<MediaStatistics.Layer> layers) {
        long bits() {
            return audioBits == UNKNOWN ? UNKNOWN : audioBits + videoBits;
        }
    }

    /** What is sent to a person. */
    public record Viewing(
            PeerState state,
            long availableBits,
            long sentBits,
            double loss,
            long roundTripNanos,
            List<Received> streams) {}

    /**
     * One stream that is sent to a person.
     *
     * @param of whose it is
     * @param layer the picture they get, empty for none or unknown
     */
    public record Received(
            String id,
            Name of,
            boolean screen,
            long audioBits,
            long videoBits,
            int temporal,
            Optional<MediaStatistics.Layer> layer,
            VideoQuality quality) {}

    long people() {
        return rooms.stream().mapToLong(room -> room.people().size()).sum();
    }

    long streams() {
        return rooms.stream().mapToLong(RoomFigures::streams).sum();
    }

    Optional<RoomFigures> room(Name name) {
        return rooms.stream().filter(room -> room.room().room().equals(name)).findFirst();
    }
}
