package dev.roomjar.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Clicks on as many live views at once as a busy evening has, each as soon as the last was answered. */
final class LiveEvents implements Benchmark {
    private static final int VIEWS = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "live-events";
    }

    @Override
    public void run(Report report) throws Exception {
        Process server = startServer();
        Vertx vertx = Vertx.vertx();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            int port = port(output);
            List<Clicker> clickers = connect(vertx, port);
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            measure(report, server, clickers);
        } finally {
            server.destroy();
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    private static Process startServer() throws IOException {
        return new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dlogback.configurationFile=bench-logback.xml",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CounterServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("port ")) {
                return Integer.parseInt(line.substring(5).strip());
            }
        }
        throw new IOException("the server ended before it listened");
    }

    private static List<Clicker> connect(Vertx vertx, int port) throws Exception {
        HttpClient http = vertx.createHttpClient();
        WebSocketClient sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(VIEWS));
        List<Clicker> clickers = new ArrayList<>();
        for (int i = 0; i < VIEWS; i++) {
            clickers.add(Clicker.open(http, sockets, port)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS));
        }
        clickers.forEach(Clicker::start);
        return clickers;
    }

    private static void measure(Report report, Process server, List<Clicker> clickers) throws InterruptedException {
        clickers.forEach(Clicker::measure);
        long answeredBefore = answered(clickers);
        Duration cpuBefore = cpu(server);
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(MEASURED.toNanos());
        double cpuSeconds = cpu(server).minus(cpuBefore).toNanos() / 1e9;
        long answered = answered(clickers) - answeredBefore;
        double seconds = (System.nanoTime() - began) / 1e9;
        long[] nanos = clickers.stream()
                .flatMapToLong(clicker -> Arrays.stream(clicker.roundTrips()))
                .sorted()
                .toArray();
        if (nanos.length == 0) {
            throw new IllegalStateException("no page was answered; " + clickers.getFirst());
        }
        report.section("Live view events", """
                %d pages of one live view, each clicking as soon as the last click was answered: WebSocket frame, event \
                method, render, diff, reply. The server runs in a process of its own on the same cores as the clients.
                """.formatted(VIEWS));
        report.table(
                List.of("events per second", "per CPU second of the server", "round trip p50", "p99"),
                List.of(List.of(
                        rounded(answered / seconds),
                        rounded(answered / cpuSeconds),
                        millis(nanos, 0.50),
                        millis(nanos, 0.99))));
    }

    private static long answered(List<Clicker> clickers) {
        return clickers.stream().mapToLong(clicker -> clicker.answered.sum()).sum();
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, "%,d", Math.round(figure));
    }

    private static String millis(long[] sorted, double quantile) {
        return String.format(Locale.ROOT, "%.1f ms", sorted[(int) (quantile * (sorted.length - 1))] / 1e6);
    }

    /** One page: everything happens on its socket's event loop. */
    private static final class Clicker {
        private static final Pattern ATTRIBUTE = Pattern.compile("(id|data-phx-session|data-phx-static)=\"([^\"]*)\"");
        private static final Pattern CSRF = Pattern.compile("name=\"csrf-token\" content=\"([^\"]*)\"");

        private final WebSocket socket;
        private final String topic;
        private final long[] samples = new long[1 << 14];
        private final AtomicBoolean measuring = new AtomicBoolean();
        private int sampled;
        private int ref = 4;
        private long sentAt;
        final LongAdder answered = new LongAdder();

        private Clicker(WebSocket socket, String topic) {
            this.socket = socket;
            this.topic = topic;
        }

        static Future<Clicker> open(HttpClient http, WebSocketClient sockets, int port) {
            return http.request(HttpMethod.GET, port, "127.0.0.1", "/")
                    .compose(request -> request.send())
                    .compose(response ->
                            response.body().compose(body -> join(sockets, port, response, body.toString())));
        }

        private static Future<Clicker> join(
                WebSocketClient sockets, int port, HttpClientResponse response, String page) {
            JsonObject container = new JsonObject();
            Matcher attribute = ATTRIBUTE.matcher(page);
            while (attribute.find()) {
                container.put(attribute.group(1), attribute.group(2));
            }
            Matcher csrf = CSRF.matcher(page);
            if (!csrf.find()) {
                throw new IllegalStateException("no CSRF token in the page: " + page);
            }
            String topic = "lv:" + container.getString("id");
            String cookies = response.cookies().stream()
                    .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                    .collect(Collectors.joining("; "));
            String origin = "http://127.0.0.1:" + port;
            WebSocketConnectOptions options = new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/live/websocket?vsn=2.0.0&_csrf_token="
                            + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))
                    .addHeader("Cookie", cookies)
                    .addHeader("Origin", origin);
            JsonObject payload = new JsonObject()
                    .put("url", origin + "/")
                    .put(
                            "params",
                            new JsonObject().put("_csrf_token", csrf.group(1)).put("_mounts", 0))
                    .put("session", container.getString("data-phx-session"))
                    .put("static", container.getString("data-phx-static"));
            return sockets.connect(options).map(socket -> {
                Clicker clicker = new Clicker(socket, topic);
                socket.textMessageHandler(clicker::received);
                clicker.send("4", "phx_join", payload);
                return clicker;
            });
        }

        void start() {
            click();
        }

        void measure() {
            measuring.set(true);
        }

        long[] roundTrips() {
            measuring.set(false);
            return Arrays.copyOf(samples, Math.min(sampled, samples.length));
        }

        private void received(String text) {
            if (!text.contains("\"phx_reply\"") || text.startsWith("[\"4\",\"4\",")) {
                return; // the join's own reply, or a push
            }
            if (!text.contains("\"diff\"")) {
                throw new IllegalStateException("not an answer to a click: " + text);
            }
            answered.increment();
            if (measuring.get() && sampled < samples.length) {
                samples[sampled++] = System.nanoTime() - sentAt;
            }
            click();
        }

        @Override
        public String toString() {
            return "page " + topic + ": sent " + ref + ", answered " + answered + ", closed " + socket.isClosed() + " "
                    + socket.closeStatusCode() + " " + socket.closeReason();
        }

        private void click() {
            sentAt = System.nanoTime();
            send(
                    Integer.toString(++ref),
                    "event",
                    new JsonObject()
                            .put("type", "click")
                            .put("event", "increment")
                            .put("value", new JsonObject()));
        }

        private void send(String reference, String event, JsonObject payload) {
            socket.writeTextMessage(new JsonArray()
                    .add("4")
                    .add(reference)
                    .add(topic)
                    .add(event)
                    .add(payload)
                    .encode());
        }
    }
}
