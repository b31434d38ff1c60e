package dev.roomjar.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.liveview.vertx.TestSocket;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Speaks HTTP and WebSocket to a server as a browser does that has accepted its certificate. */
final class HttpVisitor implements AutoCloseable {

    private final String site;
    private final HttpClient client;

    HttpVisitor(String site) {
        this.site = site;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .sslContext(trusting())
                .build();
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(site + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    String page(String path) throws IOException, InterruptedException {
        return new String(get(path).body(), UTF_8);
    }

    /** Opens a page and sends a form of it with one field. */
    void submit(String path, String action, String field, String value) throws IOException, InterruptedException {
        String csrf = find("name=\"csrf-token\" content=\"([^\"]+)\"", page(path));
        String form =
                "_csrf_token=" + URLEncoder.encode(csrf, UTF_8) + "&" + field + "=" + URLEncoder.encode(value, UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status / 100 != 3) {
            throw new AssertionError("status " + status + " for the form " + action);
        }
    }

    /** Opens the page and connects it. */
    Socket join(String path) throws IOException, InterruptedException {
        String page = page(path);
        String csrf = find("name=\"csrf-token\" content=\"([^\"]+)\"", page);
        TestSocket socket = connect("/live/websocket?vsn=2.0.0&_csrf_token=" + URLEncoder.encode(csrf, UTF_8));
        String topic = "lv:" + find("id=\"(phx-[^\"]+)\"", page);
        socket.send("[\"4\",\"4\",\"" + topic + "\",\"phx_join\",{\"url\":\"" + site + path + "\",\"session\":\""
                + find("data-phx-session=\"([^\"]+)\"", page) + "\",\"static\":\""
                + find("data-phx-static=\"([^\"]*)\"", page)
                + "\",\"flash\":null,\"params\":{\"_mounts\":0,\"_mount_attempts\":0},\"sticky\":false}]");
        return new Socket(socket, topic);
    }

    TestSocket connect(String path) {
        return TestSocket.open(
                client.newWebSocketBuilder().header("Origin", site),
                URI.create(site.replaceFirst("http", "ws") + path));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static String find(String pattern, String page) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + page);
        }
        return matcher.group(1);
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A page's WebSocket. */
    static final class Socket {
        private final TestSocket frames;
        private final String topic;
        private int sent = 4;

        private Socket(TestSocket frames, String topic) {
            this.frames = frames;
            this.topic = topic;
        }

        /** Sends an event as a hook of the page does. */
        void event(String name, String value) {
            sent++;
            frames.send("[\"4\",\"" + sent + "\",\"" + topic + "\",\"event\",{\"type\":\"hook\",\"event\":\"" + name
                    + "\",\"value\":" + value + "}]");
        }

        String next() throws InterruptedException {
            return frames.next();
        }

        /** The code the server closed it with. */
        CompletableFuture<Integer> closed() {
            return frames.closed();
        }
    }
}
