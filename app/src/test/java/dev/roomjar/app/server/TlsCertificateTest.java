package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCertificateTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private Path folder;
    private DataFolder data;

    @BeforeEach
    void openFolder(@TempDir Path folder) {
        this.folder = folder;
        data = DataFolder.open(folder);
    }

    @Test
    void theFirstStartMakesOneForEveryAddressOfTheMachine() throws Exception {
        X509Certificate certificate = serve(NOW, "192.0.2.7", "2001:db8::7");

        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder(
                        "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "192.0.2.7", "2001:db8:0:0:0:0:0:7");
        certificate.checkValidity(Date.from(NOW));
        assertThat(Duration.between(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(398));
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void itIsKept() throws Exception {
        X509Certificate first = serve(NOW, "192.0.2.7", "192.0.2.8");

        assertThat(serve(NOW.plus(Duration.ofDays(300)), "192.0.2.7")).isEqualTo(first);
    }

    @Test
    void itIsMadeAnewForAnAddressThatItDoesNotName() throws Exception {
        X509Certificate first = serve(NOW, "192.0.2.7");

        X509Certificate second = serve(NOW, "192.0.2.7", "192.0.2.9");

        assertThat(second).isNotEqualTo(first);
        assertThat(second.getSubjectAlternativeNames().toString()).contains("192.0.2.9");
    }

    @Test
    void itIsMadeAnewBeforeItExpires() throws Exception {
        X509Certificate first = serve(NOW);
        Instant later = NOW.plus(Duration.ofDays(380));

        X509Certificate second = serve(later);

        assertThat(second).isNotEqualTo(first);
        assertThat(second.getNotAfter().toInstant()).isAfter(later.plus(Duration.ofDays(365)));
    }

    @Test
    void aBrokenOneIsMadeAnew() throws Exception {
        serve(NOW);
        Files.writeString(folder.resolve("https-certificate.pem"), "not a certificate");

        serve(NOW).checkValidity(Date.from(NOW));
    }

    @Test
    void aFileThatCannotBeReplacedIsNamed() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("https-key.pem/occupied"));

        assertThatThrownBy(() -> serve(NOW))
                .as("%s is in the way", inTheWay)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("https-certificate.pem")
                .hasMessageContaining("--data DIR");
    }

    private X509Certificate serve(Instant now, String... addresses) throws IOException, GeneralSecurityException {
        var options = new TlsCertificate(data)
                .loadOrMake(
                        List.of(addresses).stream()
                                .map(TlsCertificateTest::address)
                                .toList(),
                        now);
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        options.getCertValues().getFirst().getBytes()));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
