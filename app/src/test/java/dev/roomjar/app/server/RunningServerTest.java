package dev.roomjar.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.liveview.vertx.TestSocket;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Reach;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server, asked over HTTP and HTTPS as a browser or a monitor asks. */
@Timeout(60)
class RunningServerTest {

    private Settings settings;
    private Roomjar server;
    private HttpVisitor http;

    @BeforeEach
    void start(@TempDir Path folder) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        settings = new Settings(
                loopback,
                0,
                0,
                0,
                1,
                Reach.at(loopback),
                BandwidthLimits.DEFAULT,
                10,
                new Turn.Embedded(0, null),
                folder.resolve("data"),
                new Limits(5, 5),
                Map.of(),
                Embedding.OFF,
                SignOn.Settings.NONE,
                Duration.ZERO,
                null);
        server = Roomjar.start(settings);
        http = new HttpVisitor("http://localhost:" + server.port());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void theBannerSaysWhatToOpenAndWhereDataIs() {
        assertThat(Banner.of(settings, server, 321))
                .contains(
                        "is ready (321 ms)",
                        "http://localhost:" + server.port(),
                        "https://127.0.0.1:" + server.httpsPort(),
                        "UDP and TCP 127.0.0.1:"
                                + server.mediaAddresses().getFirst().getPort(),
                        "TURN, UDP and TCP port " + server.turnPort(),
                        settings.data().toString(),
                        "Ctrl-C",
                        "./roomjar --help")
                .doesNotContain(":0");
    }

    @Test
    void itTellsThatItIsWell() throws Exception {
        HttpResponse<byte[]> health = http.get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(new String(health.body(), UTF_8)).isEqualTo("{\"status\":\"ok\"}");
    }

    @Test
    void aMonitorSeesThatItIsAboutToStop() throws Exception {
        server.drain(Duration.ZERO);

        HttpResponse<byte[]> health = http.get("/health");

        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(new String(health.body(), UTF_8)).isEqualTo("{\"status\":\"draining\"}");
    }

    @Test
    void metricsAreForWhoeverHasTheToken() throws Exception {
        String token = Files.readString(settings.data().resolve("metrics-token"));

        String metrics = new String(
                http.get("/metrics", "Authorization", "Bearer " + token).body(), UTF_8);

        assertThat(metrics)
                .contains("# TYPE roomjar_rooms gauge\nroomjar_rooms 0\n")
                .contains("# TYPE roomjar_media_sent_bytes_total counter\nroomjar_media_sent_bytes_total ")
                .contains("roomjar_media_loop_load{loop=\"0\"} ")
                .contains("roomjar_live_joins_total 0\n");
        assertThat(metrics.lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) \\w+ .+|\\w+(\\{\\w+=\"\\w+\"})? [0-9.E-]+"));
        assertThat(http.get("/metrics").statusCode()).isEqualTo(401);
        assertThat(http.get("/metrics", "Authorization", "Bearer " + token.toUpperCase(Locale.ROOT) + "x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theFirstStartTellsThePasswordOfTheDashboardAndLaterOnesDoNot() throws Exception {
        String password = server.firstPassword().orElseThrow();
        assertThat(Banner.of(settings, server, 1)).contains("/dashboard", password);
        assertThat(Files.readString(settings.data().resolve("dashboard-password")))
                .doesNotContain(password);
        server.close();

        server = Roomjar.start(settings);

        assertThat(server.firstPassword()).isEmpty();
        assertThat(Banner.of(settings, server, 1)).contains("./roomjar dashboard-password");
        DataFolder data = DataFolder.open(settings.data());
        assertThat(new DashboardPassword(data).current().is(password)).isTrue();
        assertThat(new DashboardPasswordCommand().renew(settings.data())).isNotEqualTo(password);
        assertThat(new DashboardPassword(data).current().is(password)).isFalse();
    }

    @Test
    void pagesMayLoadFromThisServerOnly() throws Exception {
        try (HttpVisitor https = new HttpVisitor("https://localhost:" + server.httpsPort())) {
            for (HttpVisitor visitor : List.of(http, https)) {
                String policy = header(visitor.get("/"), "content-security-policy");
                assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                        .contains("connect-src 'self' ws://localhost:")
                        .doesNotContain("unsafe", "*");
                assertThat(header(visitor.get("/no-such-page"), "content-security-policy"))
                        .isEqualTo(policy);
            }
        }
    }

    @Test
    void scriptsAndStylesArePackedAndKeptForEver() throws Exception {
        Matcher files = Pattern.compile("\"(/assets/[^\"]+\\.(?:js|css))\"").matcher(http.page("/"));
        int seen = 0;
        while (files.find()) {
            seen++;
            String file = files.group(1);
            HttpResponse<byte[]> packed = http.get(file, "Accept-Encoding", "br, gzip");
            HttpResponse<byte[]> plain = http.get(file, "Accept-Encoding", "gzip;q=0, br");

            assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
            assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
            assertThat(header(packed, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(header(packed, "vary")).isEqualToIgnoringCase("accept-encoding");
            assertThat(packed.body().length).isLessThan(plain.body().length / 2);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .isEqualTo(plain.body());
        }
        assertThat(seen).isGreaterThanOrEqualTo(2);
        assertThat(http.get("/assets/..%2fmanifest.json").statusCode()).isEqualTo(404);
        assertThat(http.get("/assets/none.js").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsSecretOnlyItsOwnerCanRead() throws Exception {
        assertThat(permissions(settings.data())).isEqualTo("rwx------");
        try (var files = Files.list(settings.data())) {
            assertThat(files.toList())
                    .hasSizeGreaterThanOrEqualTo(4)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void itStopsWithoutWaitingForOpenPagesAndTellsThemToComeBack() throws Exception {
        HttpVisitor.Socket page = http.join("/");
        TestSocket signalling = http.connect("/v2/signalling");
        assertThat(page.next()).contains("\"rendered\"");

        long before = System.nanoTime();
        server.close();

        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(page.closed().get(10, TimeUnit.SECONDS)).isEqualTo(1012);
        assertThat(signalling.closed()).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
