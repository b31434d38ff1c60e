package dev.roomjar.opentok.session;

import java.time.Duration;

/**
 * How much one session takes.
 *
 * @param connections clients at a time
 * @param streamsPerConnection published at a time
 * @param subscriptionsPerConnection at a time
 * @param signalTypeBytes longest type of a signal, in UTF-8
 * @param signalDataBytes longest data of a signal, in UTF-8
 * @param signalsPerSecond of one connection in the long run
 * @param signalsAtOnce of one connection after a silence
 * @param resume how long a connection without a socket stays
 * @param mediaGrace how long a publication stays whose media failed
 */
public record Limits(
        int connections,
        int streamsPerConnection,
        int subscriptionsPerConnection,
        int signalTypeBytes,
        int signalDataBytes,
        int signalsPerSecond,
        int signalsAtOnce,
        Duration resume,
        Duration mediaGrace) {

    /** The limits that the wire document states. */
    public static Limits defaults() {
        return new Limits(1000, 8, 1000, 128, 8192, 20, 60, Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    public Limits connections(int most) {
        return new Limits(
                most,
                streamsPerConnection,
                subscriptionsPerConnection,
                signalTypeBytes,
                signalDataBytes,
                signalsPerSecond,
                signalsAtOnce,
                resume,
                mediaGrace);
    }

    /** These limits with other times. */
    public Limits times(Duration newResume, Duration newMediaGrace) {
        return new Limits(
                connections,
                streamsPerConnection,
                subscriptionsPerConnection,
                signalTypeBytes,
                signalDataBytes,
                signalsPerSecond,
                signalsAtOnce,
                newResume,
                newMediaGrace);
    }
}
