package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who speaks in one room. A hand goes down by itself once its person has had the word. */
final class Floor {
    /** Whoever speaks for so long has been given the word. */
    private static final Duration SPOKEN = Duration.ofSeconds(3);

    private @Nullable String speaker;
    private Instant since;

    Floor(Instant now) {
        since = now;
    }

    /** Takes who speaks now, the loudest of late first. */
    void speaking(List<String> seatIds, Instant now) {
        String first = seatIds.isEmpty() ? null : seatIds.getFirst();
        if (!Objects.equals(first, speaker)) {
            speaker = first;
            since = now;
        }
    }

    /** When the speaker's hand goes down; empty where it is down, or nobody speaks. */
    Optional<Instant> handDown(Seats seats) {
        return speakerWithHandUp(seats).map(speaking -> since.plus(SPOKEN));
    }

    /** Lowers the speaker's hand; whether that changes anything. */
    boolean lowerHand(Seats seats) {
        return speakerWithHandUp(seats).filter(speaking -> speaking.hand(0)).isPresent();
    }

    private Optional<Seat> speakerWithHandUp(Seats seats) {
        return Optional.ofNullable(speaker).flatMap(seats::find).filter(Seat::handUp);
    }
}
