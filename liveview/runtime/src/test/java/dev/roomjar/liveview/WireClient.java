package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.channel.LiveSocket;
import dev.roomjar.liveview.page.PageRequest;
import dev.roomjar.liveview.page.Pages;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;

/** Speaks raw frames to the channel, as the official client would. */
final class WireClient {
    final LiveCounters counters = new LiveCounters();
    final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final Pages pages;
    private final LiveRoutes routes;
    private final ActorSystem<?> system;
    private LiveSocket socket;
    private long now;

    WireClient(LiveRoutes routes, ActorSystem<?> system) {
        this.routes = routes;
        this.system = system;
        this.pages = new Pages(routes.site());
        this.socket = new LiveSocket(routes.site(), system, counters, null, arrived::add);
    }

    /** Loads a page and opens a socket for it. */
    LoadedPage load(String path) {
        LoadedPage page = get(path);
        connect(page.cookies(), page.csrf());
        return page;
    }

    LoadedPage get(String path) {
        int query = path.indexOf('?');
        var request = query < 0
                ? new PageRequest(path, null, Map.of(), "", false)
                : new PageRequest(path.substring(0, query), path.substring(query + 1), Map.of(), "", false);
        return LoadedPage.of(Objects.requireNonNull(pages.get(request)));
    }

    void connect(Map<String, String> cookies, String csrf) {
        var visitor = pages.visitor(new PageRequest("/live/websocket", null, cookies, "", false), csrf)
                .orElse(null);
        socket = new LiveSocket(routes.site(), system, counters, visitor, arrived::add);
    }

    void send(String joinRef, String ref, String topic, String event, JsonNode payload) {
        raw(Json.MAPPER
                .createArrayNode()
                .add(joinRef)
                .add(ref)
                .add(topic)
                .add(event)
                .add(payload)
                .toString());
    }

    void click(String joinRef, String ref, LoadedPage page, String event, Map<String, ?> value) {
        var payload = Json.object().put("type", "click").put("event", event);
        payload.set("value", Json.tree(value));
        send(joinRef, ref, page.topic(), "event", payload);
    }

    void raw(String frame) {
        socket.text(frame, now);
    }

    void raw(String frame, long nowNanos) {
        now = nowNanos;
        socket.text(frame, nowNanos);
    }

    void close() {
        socket.closed();
    }

    LiveSocket socket() {
        return socket;
    }

    /** The next frame as raw text. */
    String next() {
        try {
            String frame = arrived.poll(5, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next frame's payload. */
    JsonNode nextPayload() {
        return Json.parse(next()).get(4);
    }
}
