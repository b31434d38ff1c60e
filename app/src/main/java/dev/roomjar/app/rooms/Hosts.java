package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may do in one room what hosts may; and whoever has been here longest becomes one when all of them have gone. */
final class Hosts {
    /** A host who loads the page anew is back within this time. */
    private static final Duration SUCCESSION = Duration.ofSeconds(20);

    private final boolean firstIsHost;

    /** Of the hosts, those who are away among them: they may come back. */
    private final Set<String> secrets = new HashSet<>();

    private @Nullable Instant missedSince;

    /** @param firstIsHost whether whoever comes first is made host by that */
    Hosts(boolean firstIsHost) {
        this.firstIsHost = firstIsHost;
    }

    /** Whether there is none, not even one who is away. */
    boolean none() {
        return secrets.isEmpty();
    }

    /** What somebody who arrives is. */
    Standing standing(Arrival arrival) {
        if (arrival.invitedAs() == Standing.HOST || secrets.contains(arrival.secret())) {
            return Standing.HOST;
        }
        return firstIsHost && none() && arrival.mayInherit() ? Standing.HOST : Standing.GUEST;
    }

    /** Makes somebody what they are from now on, also when they come back; whether that changes anything. */
    boolean make(Seat seat, Standing standing) {
        switch (standing) {
            case HOST -> secrets.add(seat.secret());
            case GUEST -> forget(seat);
        }
        return seat.standing(standing);
    }

    /** From now on no host, should they come back. */
    void forget(Seat seat) {
        secrets.remove(seat.secret());
    }

    /** Notes since when there is no host among those who are here, but somebody who could be. */
    void look(Collection<Seat> here, Instant now) {
        boolean missed =
                here.stream().anyMatch(Seat::mayInherit) && here.stream().noneMatch(Seat::host);
        missedSince = !missed ? null : missedSince == null ? now : missedSince;
    }

    /** When somebody else becomes host; empty while there is no need. */
    Optional<Instant> succession() {
        return Optional.ofNullable(missedSince).map(since -> since.plus(SUCCESSION));
    }
}
