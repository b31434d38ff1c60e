package dev.roomjar.opentok.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void theBrowserLibraryIsServedToAnyPage() throws IOException, InterruptedException {
        HttpResponse<String> script = get("/v2/js/opentok.min.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("content-type")).contains("text/javascript; charset=utf-8");
        assertThat(script.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(script.headers().firstValue("cross-origin-resource-policy")).contains("cross-origin");
        assertThat(script.body()).contains("opentok.min.js.map");
        assertThat(get("/v2/js/opentok.min.js.map").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageThatHasTheLibraryIsNotSentItAgain() throws IOException, InterruptedException {
        String tag = get("/v2/js/opentok.min.js").headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = get("/v2/js/opentok.min.js", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/v2/js/opentok.min.js", "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aStrangersPageMayNotOpenTheSocket() {
        assertThatThrownBy(() -> TestClient.open(SERVER.http, SERVER.port(), "https://evil.org"))
                .rootCause()
                .hasMessageContaining("403");
    }

    @Test
    void theSocketIsNotAPage() throws IOException, InterruptedException {
        assertThat(get("/v2/signalling").statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SERVER.port() + path))
                .timeout(Duration.ofSeconds(10));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return SERVER.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
