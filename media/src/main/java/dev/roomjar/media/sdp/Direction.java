package dev.roomjar.media.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flows, from the point of view of the description's author (RFC 8866 §6.7). */
enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    static Optional<Direction> of(Attributes attributes) {
        for (Direction direction : values()) {
            if (attributes.has(direction.sdpName())) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    String sdpName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
