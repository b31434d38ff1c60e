package dev.roomjar.app.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page in the Firefox that the system has, driven over WebDriver BiDi. Playwright drives only a Firefox of its own
 * making, which Debian does not ship; the few commands a test needs are spoken here directly.
 */
public final class FirefoxPage implements AutoCloseable {
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final WebSocket socket;
    private final String context;

    private FirefoxPage(Path executable) throws IOException {
        profile = Files.createTempDirectory("firefox");
        Files.writeString(profile.resolve("user.js"), preferences());
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-remote",
                        "--remote-debugging-port=0",
                        "--profile",
                        profile.toString())
                .redirectErrorStream(true)
                .start();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(listeningAddress() + "/session"), new Replies())
                .join();
        command("session.new", params -> params.putObject("capabilities").putObject("alwaysMatch"));
        context = command("browsingContext.getTree", params -> {})
                .at("/contexts/0/context")
                .asText();
    }

    /** Where Firefox is on this machine, empty where there is none. */
    public static Optional<Path> executable() {
        return Stream.of("/usr/bin/firefox-esr", "/usr/bin/firefox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts a Firefox with a fake camera and microphone, and opens the page. */
    public static FirefoxPage open(Path executable, String url) {
        FirefoxPage page;
        try {
            page = new FirefoxPage(executable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            page.navigate(url);
            return page;
        } catch (RuntimeException e) {
            page.close();
            throw e;
        }
    }

    public void navigate(String url) {
        command(
                "browsingContext.navigate",
                params -> params.put("context", context).put("url", url).put("wait", "complete"));
    }

    /** The value of an expression, waiting for a promise, as text; {@code null} and {@code undefined} are their names. */
    public String evaluate(String expression) {
        JsonNode answer = command("script.evaluate", params -> {
            params.put("expression", expression).put("awaitPromise", true).put("userActivation", true);
            params.putObject("target").put("context", context);
        });
        if (!answer.path("type").asText().equals("success")) {
            throw new IllegalStateException("Firefox: " + expression + ": "
                    + answer.path("exceptionDetails").path("text"));
        }
        JsonNode result = answer.path("result");
        return result.has("value")
                ? result.path("value").asText()
                : result.path("type").asText();
    }

    /** Waits in the page until an expression is true. */
    public void await(String condition, Duration patience) {
        String waited = evaluate("""
                (async () => {
                  const end = performance.now() + %d;
                  while (!(%s)) {
                    if (performance.now() > end) return false;
                    await new Promise((next) => setTimeout(next, 50));
                  }
                  return true;
                })()""".formatted(patience.toMillis(), condition));
        if (!waited.equals("true")) {
            throw new AssertionError("Firefox: not within " + patience + ": " + condition);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            deleteProfile();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String preferences() {
        return """
                user_pref("media.navigator.streams.fake", true);
                user_pref("media.navigator.permission.disabled", true);
                user_pref("media.peerconnection.ice.loopback", true);
                user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
                user_pref("media.autoplay.default", 0);
                user_pref("app.update.enabled", false);
                user_pref("browser.shell.checkDefaultBrowser", false);
                user_pref("datareporting.policy.dataSubmissionEnabled", false);
                user_pref("network.captive-portal-service.enabled", false);
                user_pref("network.connectivity-service.enabled", false);
                user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
                """;
    }

    private String listeningAddress() throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> drain(output));
                return listening.group(1);
            }
        }
        throw new IOException("Firefox ended before it listened for WebDriver BiDi");
    }

    /** A full pipe would stop the browser. */
    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // the browser is gone
        }
    }

    private JsonNode command(String method, Consumer<ObjectNode> parameters) {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        parameters.accept(message.putObject("params"));
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        pending.put(id, reply);
        socket.sendText(message.toString(), true).join();
        return reply.orTimeout(COMMAND_TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void deleteProfile() {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gathers the parts of each text message and completes the command it answers. */
    private final class Replies implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            webSocket.request(1);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                return CompletableFuture.runAsync(() -> complete(message));
            }
            return CompletableFuture.completedFuture(data);
        }

        private void complete(String message) {
            try {
                JsonNode reply = JSON.readTree(message);
                CompletableFuture<JsonNode> waiting =
                        pending.remove(reply.path("id").asInt());
                if (waiting == null) {
                    return; // an event
                }
                if (reply.path("type").asText().equals("error")) {
                    waiting.completeExceptionally(new IllegalStateException("Firefox: " + reply.path("message")));
                } else {
                    waiting.complete(reply.path("result"));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
