package dev.roomjar.media.dtls;

import static dev.roomjar.media.dtls.DtlsFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.srtp.SrtpProfile;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Handshakes that must fail, and the sentences they fail with. */
final class DtlsRefusalTest {

    @Test
    void anotherCertificateThanAnnouncedIsRefusedWithAnAlert() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.clientFingerprints = List.of(DtlsFixture.SERVER.fingerprint());
        try (dtls) {
            dtls.start();
            assertThat(within(dtls.serverEnd.ended))
                    .contains("the peer's certificate is " + DtlsFixture.CLIENT.fingerprint())
                    .contains("announced [" + DtlsFixture.SERVER.fingerprint() + "]");
            assertThat(within(dtls.clientEnd.ended)).contains("alert bad_certificate");
            assertThat(dtls.serverEnd.connected).isNotDone();
        }
    }

    @Test
    void anyOneOfSeveralFingerprintsWillDoInAnyCase() {
        DtlsFixture dtls = new DtlsFixture();
        String own = DtlsFixture.CLIENT.fingerprint().toString();
        dtls.clientFingerprints = List.of(
                DtlsFixture.SERVER.fingerprint(),
                Fingerprint.parse(
                        "SHA-256 " + own.substring("sha-256 ".length()).toLowerCase(Locale.ROOT)));
        try (dtls) {
            dtls.start();
            dtls.serverKeys();
        }
    }

    @Test
    void aPeerWithoutSrtpIsRefused() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.offered = new SrtpProfile[0];
        try (dtls) {
            dtls.start();
            assertThat(within(dtls.serverEnd.ended)).contains("no SRTP profile");
            assertThat(within(dtls.clientEnd.ended)).contains("alert handshake_failure");
        }
    }

    @Test
    void aHandshakeThatStallsIsGivenUp() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.limits = new DtlsLimits(Duration.ofMillis(300), new Semaphore(2), 64);
        dtls.serverEnd.passes = datagram -> false;
        try (dtls) {
            dtls.start();
            assertThat(within(dtls.serverEnd.ended)).contains("did not finish within PT0.3S");
            assertThat(within(dtls.clientEnd.ended)).contains("did not finish within PT0.3S");
            assertThat(dtls.limits.handshakes().availablePermits()).isEqualTo(2);
        }
    }

    @Test
    void aHandshakeThatGetsNoTurnIsGivenUp() {
        DtlsFixture dtls = new DtlsFixture();
        dtls.limits = new DtlsLimits(Duration.ofMillis(100), new Semaphore(0), 64);
        try (dtls) {
            dtls.startServer();
            dtls.server().receive(new byte[] {22}, 0, 1);
            assertThat(within(dtls.serverEnd.ended)).contains("too many DTLS handshakes");
        }
    }
}
