package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.LoadedPage;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP and WebSocket to a server as a browser does, by the JDK's own client. */
final class BrowserlessClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    final Map<String, String> cookies = new HashMap<>();

    BrowserlessClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    LoadedPage load(String path) throws IOException, InterruptedException {
        return LoadedPage.of(get(path).body(), cookies);
    }

    TestSocket open(LoadedPage page) {
        return open(page, "http://127.0.0.1:" + port);
    }

    TestSocket open(LoadedPage page, @Nullable String origin) {
        var builder = http.newWebSocketBuilder().header("Cookie", cookieHeader());
        if (origin != null) {
            builder.header("Origin", origin);
        }
        String csrf = URLEncoder.encode(page.csrf(), StandardCharsets.UTF_8);
        URI uri = URI.create("ws://127.0.0.1:" + port + "/live/websocket?_csrf_token=" + csrf + "&vsn=2.0.0");
        return TestSocket.open(builder, uri);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return cookies.isEmpty() ? request : request.header("Cookie", cookieHeader());
    }

    private String cookieHeader() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        response.headers().allValues("set-cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return response;
    }
}
