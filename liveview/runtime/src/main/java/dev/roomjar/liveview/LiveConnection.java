package dev.roomjar.liveview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.LiveCounters;
import dev.roomjar.liveview.channel.LiveSocket;
import dev.roomjar.liveview.channel.Site;
import dev.roomjar.liveview.channel.Visitor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;

/** A socket without a network: frames go straight to the channel, and those that come back wait in a queue. */
final class LiveConnection {
    private static final int PATIENCE_SECONDS = 5;

    private final LiveSocket socket;
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private int lastRef;

    LiveConnection(Site site, ActorSystem<?> system, LiveCounters counters, @Nullable Visitor visitor) {
        this.socket = new LiveSocket(site, system, counters, visitor, arrived::add);
    }

    /** A frame from the server. */
    record Arrived(@Nullable String joinRef, @Nullable String ref, String event, ObjectNode payload) {}

    /**
     * Sends a frame.
     *
     * @param joinRef null for a join, whose own reference it is
     * @return its reference
     */
    String send(@Nullable String joinRef, String topic, String event, JsonNode payload) {
        String ref = Integer.toString(++lastRef);
        String join = joinRef == null ? ref : joinRef;
        ArrayNode frame = Json.MAPPER
                .createArrayNode()
                .add(join)
                .add(ref)
                .add(topic)
                .add(event)
                .add(payload);
        // A test is no flood, however fast it types: a second passes between its frames.
        socket.text(frame.toString(), TimeUnit.SECONDS.toNanos(lastRef));
        return ref;
    }

    /** The next frame, waiting for it a few seconds; null if none comes. */
    @Nullable
    Arrived await() {
        try {
            return parsed(arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a frame", e);
        }
    }

    /** The next frame if it is already here. */
    @Nullable
    Arrived poll() {
        return parsed(arrived.poll());
    }

    void close() {
        socket.closed();
    }

    private static @Nullable Arrived parsed(@Nullable String frame) {
        if (frame == null) {
            return null;
        }
        try {
            JsonNode array = Json.MAPPER.readTree(frame);
            return new Arrived(
                    array.get(0).textValue(),
                    array.get(1).textValue(),
                    array.get(3).asText(),
                    (ObjectNode) array.get(4));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the server sent what is not JSON: " + frame, e);
        }
    }
}
