package dev.roomjar.media.dtls;

import static dev.roomjar.media.dtls.DtlsFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Handshakes that succeed, over good and bad paths. */
final class DtlsHandshakeTest {
    private static final int HANDSHAKE_RECORD = 22;

    @Test
    void bothSidesGetTheSameKeys() {
        try (DtlsFixture dtls = new DtlsFixture().start()) {
            assertThat(dtls.serverKeys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            assertThat(dtls.clientKeys().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            assertClientToServerWorks(dtls.clientKeys(), dtls.serverKeys());
        }
    }

    @Test
    void theServerTakesTheBestProfileThatIsOffered() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.offered = new SrtpProfile[] {SrtpProfile.AES_CM_128_HMAC_SHA1_80, SrtpProfile.AEAD_AES_256_GCM};
        try (dtls) {
            dtls.start();
            assertThat(dtls.serverKeys().profile()).isEqualTo(SrtpProfile.AEAD_AES_256_GCM);
            assertClientToServerWorks(dtls.clientKeys(), dtls.serverKeys());
        }
    }

    @Test
    void aPeerWithoutGcmGetsCounterMode() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.offered = new SrtpProfile[] {SrtpProfile.AES_CM_128_HMAC_SHA1_80};
        try (dtls) {
            dtls.start();
            assertThat(dtls.serverKeys().profile()).isEqualTo(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
            assertClientToServerWorks(dtls.clientKeys(), dtls.serverKeys());
        }
    }

    @Test
    void aClientHelloInManyFragmentsIsPutTogether() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.clientSendLimit = 120;
        try (dtls) {
            dtls.start();
            dtls.serverKeys();
            dtls.clientKeys();
            assertThat(dtls.clientEnd.sent).hasSizeGreaterThan(4).allMatch(datagram -> datagram.length <= 120);
        }
    }

    @Test
    void theFirstFlightLostIsSentAgain() {
        DtlsFixture dtls = new DtlsFixture();
        AtomicInteger sent = new AtomicInteger();
        dtls.clientEnd.passes = datagram -> sent.incrementAndGet() > 1;
        try (dtls) {
            dtls.start();
            dtls.serverKeys();
            dtls.clientKeys();
        }
    }

    @Test
    void theServersLastFlightLostIsSentAgain() {
        DtlsFixture dtls = new DtlsFixture();
        AtomicInteger dropped = new AtomicInteger();
        dtls.serverEnd.passes = datagram -> datagram[0] == HANDSHAKE_RECORD || dropped.incrementAndGet() > 2;
        try (dtls) {
            dtls.start();
            dtls.serverKeys();
            dtls.clientKeys();
            assertThat(dropped.get()).isGreaterThan(2);
        }
    }

    @Test
    void garbageBetweenRecordsIsIgnored() {
        DtlsFixture dtls = new DtlsFixture();
        Random random = new Random(5);
        dtls.clientEnd.passes = datagram -> {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            dtls.server().receive(garbage, 0, garbage.length);
            return true;
        };
        try (dtls) {
            dtls.start();
            dtls.serverKeys();
            dtls.clientKeys();
        }
    }

    @Test
    void handshakesBeyondTheBudgetWaitForTheirTurn() {
        DtlsFixture dtls = new DtlsFixture();
        Semaphore budget = new Semaphore(0);
        dtls.limits = new DtlsLimits(Duration.ofSeconds(20), budget, 64);
        try (dtls) {
            dtls.start();
            assertThat(dtls.serverEnd.connected).isNotDone();
            budget.release(2);
            dtls.serverKeys();
        }
    }

    @Test
    void theServerHearsWhenTheClientCloses() {
        try (DtlsFixture dtls = new DtlsFixture().start()) {
            dtls.serverKeys();
            dtls.clientKeys();
            dtls.client().close();
            assertThat(within(dtls.serverEnd.ended)).isEqualTo("closed");
            assertThat(within(dtls.clientEnd.ended)).isEqualTo("closed");
        }
    }

    @Test
    void theClientHearsWhenTheServerCloses() {
        try (DtlsFixture dtls = new DtlsFixture().start()) {
            dtls.serverKeys();
            dtls.clientKeys();
            dtls.server().close();
            assertThat(within(dtls.clientEnd.ended)).isEqualTo("closed");
            assertThat(within(dtls.serverEnd.ended)).isEqualTo("closed");
        }
    }

    @Test
    void closingBeforeAnythingArrivedEndsIt() {
        try (DtlsFixture dtls = new DtlsFixture().startServer()) {
            dtls.server().close();
            assertThat(within(dtls.serverEnd.ended)).isEqualTo("closed");
            assertThat(dtls.serverEnd.sent).isEmpty();
        }
    }

    @Test
    void warmingUpTwiceIsHarmless() {
        DtlsServer.warmUp(DtlsFixture.SERVER, new SecureRandom());
        DtlsServer.warmUp(DtlsFixture.SERVER, new SecureRandom());
        assertThat(DtlsFixture.SERVER.fingerprint().toString()).matches("sha-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    private static void assertClientToServerWorks(SrtpKeys client, SrtpKeys server) {
        byte[] packet = new byte[100];
        packet[0] = (byte) 0x80;
        SrtpContext sender = SrtpContext.sending(client.profile(), client.client());
        SrtpContext receiver = SrtpContext.receiving(server.profile(), server.client());

        int length = sender.protectRtp(packet, 0, 60);

        assertThat(receiver.unprotectRtp(packet, 0, length)).isEqualTo(60);
    }
}
