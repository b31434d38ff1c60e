package dev.roomjar.bench.load;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.Publication;
import dev.roomjar.media.Receiver;
import dev.roomjar.media.ReceiverListener;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A media server in a process of its own, driven by lines: {@code number command arguments}, answered by {@code number ok
 * result} or {@code number failed reason}; an offer comes unasked as {@code offer receiver revision sdp}. Session descriptions
 * and reasons are in Base64. Ends with its standard input.
 */
final class BenchServer {
    private final MediaServer server;
    private final PrintStream out;
    private final List<MediaSession> sessions = new ArrayList<>();
    private final Map<String, Publication> publications = new ConcurrentHashMap<>();
    private final Map<Integer, Receiver> receivers = new ConcurrentHashMap<>();

    private BenchServer(MediaServer server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        BenchServer bench = new BenchServer(MediaServers.start(config(arguments)), System.out);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            bench.handle(line.split(" ", -1));
        }
        System.exit(0);
    }

    private static MediaConfig config(String[] settings) {
        MediaConfig config = MediaConfig.defaults()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0);
        for (String setting : settings) {
            String value = setting.substring(setting.indexOf('=') + 1);
            config = switch (setting.substring(0, setting.indexOf('='))) {
                case "engine" -> config.engine(MediaConfig.Engine.valueOf(value));
                case "loops" -> config.loops(Integer.parseInt(value));
                default -> throw new IllegalArgumentException("no such setting: " + setting);
            };
        }
        return config;
    }

    private void handle(String[] words) {
        CompletionStage<String> result;
        try {
            result = switch (words[1]) {
                case "session" -> CompletableFuture.completedFuture(session());
                case "publish" -> publish(Integer.parseInt(words[2]), decoded(words[3]));
                case "receive" -> receive(Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
                case "answer" ->
                    receiver(Integer.parseInt(words[2]))
                            .answer(Integer.parseInt(words[3]), decoded(words[4]))
                            .thenApply(nothing -> "");
                case "figures" -> CompletableFuture.completedFuture(figures());
                case "collect" -> CompletableFuture.completedFuture(collect());
                default -> throw new IllegalArgumentException("no such command: " + words[1]);
            };
        } catch (RuntimeException e) {
            result = CompletableFuture.failedFuture(e);
        }
        result.whenComplete((value, failure) ->
                print(words[0] + (failure == null ? " ok " + value : " failed " + encoded(String.valueOf(failure)))));
    }

    private String session() {
        sessions.add(server.openSession());
        return Integer.toString(sessions.size() - 1);
    }

    private CompletionStage<String> publish(int session, String offer) {
        return sessions.get(session).publish(offer, state -> {}).thenApply(publication -> {
            publications.put(publication.id(), publication);
            return publication.id() + " " + encoded(publication.answer());
        });
    }

    private CompletionStage<String> receive(int session, int number, String wanted) {
        return sessions.get(session).receive(new Offers(number)).thenCompose(receiver -> {
            receivers.put(number, receiver);
            CompletionStage<?> all = CompletableFuture.completedFuture("");
            for (String id : wanted.split(",", -1)) {
                CompletionStage<?> one = receiver.subscribe(Objects.requireNonNull(publications.get(id)));
                all = all.thenCombine(one, (before, subscription) -> "");
            }
            return all.thenApply(done -> "");
        });
    }

    private Receiver receiver(int number) {
        return Objects.requireNonNull(receivers.get(number));
    }

    private final class Offers implements ReceiverListener {
        private final int receiver;

        private Offers(int receiver) {
            this.receiver = receiver;
        }

        @Override
        public void offered(Offer offer) {
            print("offer " + receiver + " " + offer.revision() + " " + encoded(offer.sdp()));
        }

        @Override
        public void stateChanged(PeerState state) {}
    }

    private String figures() {
        StringJoiner figures = new StringJoiner(" ");
        for (MediaCounter counter : MediaCounter.values()) {
            figures.add(counter + "=" + server.count(counter));
        }
        ProcessFigures.all().forEach((name, value) -> figures.add(name + "=" + value));
        return figures.toString();
    }

    private static String collect() {
        System.gc();
        System.gc();
        return "";
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private synchronized void print(String line) {
        out.println(line);
        out.flush();
    }
}
