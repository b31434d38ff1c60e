package dev.roomjar.app.server;

import dev.roomjar.app.dashboard.Instruments;
import dev.roomjar.app.rooms.LobbyUpdated;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.liveview.channel.LiveCounter;
import dev.roomjar.media.MediaCounter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * {@code /metrics}: everything that is counted and measured, in the text format of Prometheus 0.0.4, for whoever brings the token
 * in the data folder. Names of rooms and people are not in it.
 */
final class Metrics implements Handler<RoutingContext> {
    private static final String FILE = "metrics-token";
    private static final String BEARER = "Bearer ";

    private final Instruments instruments;
    private final RoomMaster rooms;
    private final byte[] authorization;

    Metrics(DataFolder data, Instruments instruments, RoomMaster rooms) {
        this.instruments = instruments;
        this.rooms = rooms;
        this.authorization = (BEARER + token(data.resolve(FILE))).getBytes(StandardCharsets.US_ASCII);
    }

    private static String token(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[24];
                new SecureRandom().nextBytes(fresh);
                DataFolder.writeSecret(file, HexFormat.of().formatHex(fresh).getBytes(StandardCharsets.US_ASCII));
            }
            String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (token.length() < 16) {
                throw new UserError(file + " holds no token of 16 letters or more: delete it, and a new one is made.");
            }
            return token;
        } catch (IOException unusable) {
            throw new UserError("Cannot read or write " + file + ": is it yours?", unusable);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        String given = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8))) {
            context.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Bearer realm=\"metrics\"")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .end("Send the header \"Authorization: Bearer TOKEN\" with what is in the file " + FILE
                            + " in the data folder.\n");
            return;
        }
        rooms.allRooms().whenComplete((list, failure) -> {
            if (failure != null) {
                context.fail(failure);
                return;
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(text(list));
        });
    }

    private String text(LobbyUpdated list) {
        StringBuilder out = new StringBuilder();
        long open =
                list.rooms().stream().filter(room -> !room.people().isEmpty()).count();
        long people =
                list.rooms().stream().mapToLong(room -> room.people().size()).sum();
        gauge(out, "roomjar_rooms", "Rooms with somebody in them", open);
        gauge(out, "roomjar_people", "People in rooms", people);
        gauge(out, "roomjar_pages", "Pages that are connected", instruments.openPages());
        head(out, "roomjar_media_loop_load", "Part of its time that a media loop works, 0 to 1", "gauge");
        List<Double> loads = instruments.loads();
        for (int i = 0; i < loads.size(); i++) {
            out.append("roomjar_media_loop_load{loop=\"")
                    .append(i)
                    .append("\"} ")
                    .append(loads.get(i))
                    .append('\n');
        }
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        gauge(out, "roomjar_heap_used_bytes", "Java heap in use", heap.getUsed());
        gauge(out, "roomjar_heap_limit_bytes", "Java heap at most", heap.getMax());
        gauge(
                out,
                "roomjar_uptime_seconds",
                "Since the process started",
                ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        for (MediaCounter counter : MediaCounter.values()) {
            counter(out, "roomjar_media_", counter.name(), counter.description(), instruments.count(counter));
        }
        for (LiveCounter counter : LiveCounter.values()) {
            counter(out, "roomjar_live_", counter.name(), counter.description(), instruments.count(counter));
        }
        return out.toString();
    }

    private static void gauge(StringBuilder out, String name, String help, long value) {
        head(out, name, help, "gauge");
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void counter(StringBuilder out, String prefix, String name, String help, long value) {
        String full = prefix + name.toLowerCase(Locale.ROOT) + "_total";
        head(out, full, help, "counter");
        out.append(full).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
