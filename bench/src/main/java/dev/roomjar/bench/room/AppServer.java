package dev.roomjar.bench.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.server.Main;
import dev.roomjar.app.whip.Grant;
import dev.roomjar.app.whip.RoomRole;
import dev.roomjar.bench.load.Clip;
import dev.roomjar.bench.load.Load;
import dev.roomjar.bench.load.ServerProcess;
import dev.roomjar.opentok.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The app's server in a process of its own, on free ports of 127.0.0.1 and with an empty data folder. Thread rule: one thread. */
public final class AppServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");
    private static final String LAST_LINE = "Ctrl-C";

    private final Path data;
    private final Process process;
    private final String http;
    private final HttpClient client = HttpClient.newHttpClient();

    private AppServer(Path data, Process process, String http) {
        this.data = data;
        this.process = process;
        this.http = http;
    }

    /**
     * Starts it with the product's own Java options and waits until it serves.
     *
     * @param options more Java options
     */
    public static AppServer start(List<String> options) throws IOException {
        Path data = Files.createTempDirectory("roomjar-bench");
        List<String> command = new ArrayList<>(ServerProcess.PRODUCT);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("--host", "127.0.0.1", "--port", "0", "--https-port", "0", "--media-port", "0"));
        command.addAll(List.of("--turn-port", "off", "--data", data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new AppServer(data, process, address(process));
    }

    private static String address(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String address = "";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            address = matcher.find() ? matcher.group() : address;
            if (line.contains(LAST_LINE)) {
                Thread.ofVirtual().start(() -> drain(output));
                return address;
            }
        }
        throw new IOException("the server ended before it served");
    }

    private static void drain(BufferedReader output) {
        try (output) {
            long ignored = output.lines().count();
        } catch (IOException | UncheckedIOException ended) {
            // With the process.
        }
    }

    /** Where its pages are. */
    public String http() {
        return http;
    }

    /** Lets somebody of the load into a room, as an encoder comes in: WHIP with a bearer token. */
    public void join(String room, String name, Load load, Clip clip) throws IOException, InterruptedException {
        Load.Publishing publishing = load.publish(clip);
        HttpRequest request = HttpRequest.newBuilder(URI.create(http + "/whip/"
                        + Name.of(room).pathSegment() + "/" + Name.of(name).pathSegment()))
                .header("Content-Type", "application/sdp")
                .header("Authorization", "Bearer " + token(room))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(publishing.offer()))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException(name + " cannot join: " + response.statusCode() + " " + response.body());
        }
        publishing.answered(response.body());
    }

    /** What {@code ./roomjar token} prints. */
    private String token(String room) throws IOException {
        return new Grant(RoomRole.PUBLISHER, Name.of(room), null)
                .token(Project.loadOrCreate(data), Instant.now(), Duration.ofHours(1));
    }

    /** CPU nanoseconds, user and system. */
    public long cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Bytes resident. */
    public long resident() throws IOException {
        String pages =
                Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ", -1)[1];
        return 4_096 * Long.parseLong(pages);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        client.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
