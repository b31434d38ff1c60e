package dev.roomjar.bench.load;

import dev.roomjar.media.MediaCounter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** A {@link BenchServer} and the line to it. Thread rule: any thread. */
public final class ServerProcess implements AutoCloseable {
    /** The command that starts Java as the product's script does. What Java itself has to say is kept out of what is read. */
    public static final List<String> PRODUCT = List.of(
            System.getProperty("java.home") + "/bin/java",
            "-Xms32m",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseTransparentHugePages",
            "-Xlog:disable",
            "-Xlog:all=warning:stderr",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=bench-logback.xml");

    private static final int IDLE_LOOKS = 3;

    /** Of the two seconds of each look. */
    private static final int IDLE_MILLIS = 20;

    private final Process process;
    private final PrintStream in;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger receiverNumbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final Map<Integer, BiConsumer<Integer, String>> offers = new ConcurrentHashMap<>();

    /**
     * Starts it with the product's own Java options.
     *
     * @param settings {@code engine=NIO}, {@code loops=2} and the like; the server's defaults for what is not named
     * @param options more Java options
     */
    public static ServerProcess start(List<String> settings, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(PRODUCT);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BenchServer.class.getName()));
        command.addAll(settings);
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private ServerProcess(Process process) {
        this.process = process;
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        Thread.ofPlatform().name("server-lines").daemon().start(this::read);
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line.split(" ", 3));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            waiting.values()
                    .forEach(future -> future.completeExceptionally(new IllegalStateException("the server ended")));
        }
    }

    private void take(String[] words) {
        if (words[0].equals("offer")) {
            int receiver = Integer.parseInt(words[1]);
            String[] offer = words[2].split(" ", -1);
            BiConsumer<Integer, String> answering = Objects.requireNonNull(offers.get(receiver));
            // Answering waits for the load's thread, and what waits must not hold up the answers of others.
            Thread.ofVirtual().start(() -> answering.accept(Integer.parseInt(offer[0]), decoded(offer[1])));
            return;
        }
        CompletableFuture<String> future = Objects.requireNonNull(waiting.remove(Integer.parseInt(words[0])));
        if (words[1].equals("ok")) {
            future.complete(words[2]);
        } else {
            future.completeExceptionally(new IllegalStateException("the server says: " + decoded(words[2])));
        }
    }

    private String ask(String command) {
        int number = numbers.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        waiting.put(number, answer);
        synchronized (in) {
            in.println(number + " " + command);
        }
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Opens a session and tells its number. */
    public int openSession() {
        return Integer.parseInt(ask("session"));
    }

    /** Connects a publisher; tells the publication's id. */
    public String publish(int session, Load.Publishing publisher) {
        String[] result =
                ask("publish " + session + " " + encoded(publisher.offer())).split(" ", -1);
        publisher.answered(decoded(result[1]));
        return result[0];
    }

    /** Connects a subscriber to publications; its offers are answered as they come. */
    public void subscribe(int session, List<String> publications, Load.Subscribing subscriber) {
        int receiver = receiverNumbers.incrementAndGet();
        offers.put(
                receiver,
                (revision, sdp) -> ask("answer " + receiver + " " + revision + " " + encoded(subscriber.answer(sdp))));
        String ignored = ask("receive " + session + " " + receiver + " " + String.join(",", publications));
    }

    /** Collects garbage, so that what is in use afterwards is needed. */
    public void collect() {
        String ignored = ask("collect");
    }

    /**
     * Waits until the JIT compilers have worked less than a hundredth of the time in each of three looks in a row, or as long as
     * given: what a server does in its first minutes is not what it costs.
     */
    public void awaitCompiled(int atMostSeconds) throws InterruptedException {
        long before = figures().value(ProcessFigures.COMPILATION);
        int idle = 0;
        for (int waited = 0; waited < atMostSeconds && idle < IDLE_LOOKS; waited += 2) {
            TimeUnit.SECONDS.sleep(2);
            long now = figures().value(ProcessFigures.COMPILATION);
            idle = now - before < IDLE_MILLIS ? idle + 1 : 0;
            before = now;
        }
    }

    /** What the process counts and has used. */
    public Figures figures() {
        Map<String, Long> figures = new HashMap<>();
        for (String pair : ask("figures").split(" ", -1)) {
            figures.put(pair.substring(0, pair.indexOf('=')), Long.parseLong(pair.substring(pair.indexOf('=') + 1)));
        }
        return new Figures(System.nanoTime(), figures);
    }

    /**
     * One reading.
     *
     * @param at when, in nanoseconds
     * @param values the counters by their names, and those of {@code ProcessFigures}
     */
    public record Figures(long at, Map<String, Long> values) {

        private long value(String name) {
            return Objects.requireNonNull(values.get(name));
        }

        public long count(MediaCounter counter) {
            return value(counter.name());
        }

        /** CPU nanoseconds of the process, user and system. */
        public long cpu() {
            return value(ProcessFigures.CPU);
        }

        /** CPU nanoseconds of the media loops' threads. */
        public long loopCpu() {
            return value(ProcessFigures.LOOP_CPU);
        }

        /** Bytes in use on the Java heap and by malloc. */
        public long memory() {
            return value(ProcessFigures.HEAP) + value(ProcessFigures.MALLOC);
        }

        /** Bytes resident. */
        public long resident() {
            return value(ProcessFigures.RESIDENT);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        in.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
