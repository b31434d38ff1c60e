package dev.roomjar.media.peer;

import dev.roomjar.media.PeerState;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** Peers that nobody has connected to yet. */
final class Peers {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Counters COUNTERS = new Counters();
    private static final PeerEnvironment ENVIRONMENT = new PeerEnvironment(
            new Outbox(16, outbox -> {}),
            task -> {},
            COUNTERS,
            DtlsCertificate.generate(RANDOM, Instant.EPOCH),
            DtlsLimits.ofConcurrentHandshakes(1),
            IceTimings.DEFAULT,
            RANDOM,
            Duration.ofSeconds(30));

    private Peers() {}

    static Peer idle(String name) {
        return new Peer(name, ENVIRONMENT, new Demultiplexer(COUNTERS), new PeerHandler() {
            @Override
            public void rtp(byte[] buffer, int offset, int length, long nowNanos) {}

            @Override
            public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {}

            @Override
            public void stateChanged(PeerState state, long nowNanos) {}
        });
    }
}
