package dev.roomjar.media.peer;

import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.ice.IceTimings;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * What all peers of one loop share.
 *
 * @param outbox where their datagrams go
 * @param mailbox how their handshakes, on threads of their own, come back to the loop
 * @param random for ICE credentials and keys
 * @param connectTimeout how long a peer may take until its keys are agreed
 */
public record PeerEnvironment(
        Outbox outbox,
        Mailbox mailbox,
        Counters counters,
        DtlsCertificate certificate,
        DtlsLimits dtlsLimits,
        IceTimings iceTimings,
        SecureRandom random,
        Duration connectTimeout) {}
