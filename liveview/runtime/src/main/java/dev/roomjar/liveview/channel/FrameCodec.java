package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.ClientMessage.ComponentsLeft;
import dev.roomjar.liveview.channel.ClientMessage.Event;
import dev.roomjar.liveview.channel.ClientMessage.Heartbeat;
import dev.roomjar.liveview.channel.ClientMessage.Join;
import dev.roomjar.liveview.channel.ClientMessage.JoinParams;
import dev.roomjar.liveview.channel.ClientMessage.Leave;
import dev.roomjar.liveview.channel.ClientMessage.LivePatch;
import dev.roomjar.liveview.channel.ClientMessage.Malformed;
import dev.roomjar.liveview.channel.ClientMessage.Unsupported;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place that speaks Phoenix channel frames, version 2.0.0 of their serializer: JSON arrays
 * {@code [join_ref, ref, topic, event, payload]}. Reading never throws.
 */
final class FrameCodec {
    private static final int UNKNOWN_COMPONENT = -1;

    private FrameCodec() {}

    /** Reads a text frame. */
    static ClientMessage decode(String frame) {
        if (frame.length() > Limits.FRAME_BYTES) {
            return new Malformed("a frame of " + frame.length() + " characters");
        }
        JsonNode json;
        try {
            json = Wire.MAPPER.readTree(frame);
        } catch (JsonProcessingException e) {
            return new Malformed("not JSON: " + e.getOriginalMessage());
        }
        if (!(json instanceof ArrayNode array) || array.size() != 5) {
            return new Malformed("not an array of five");
        }
        String joinRef = name(array.get(0));
        String ref = name(array.get(1));
        String topic = name(array.get(2));
        String event = name(array.get(3));
        if (ref == null || topic == null || event == null) {
            return new Malformed("ref, topic or event is not a short text");
        }
        return message(joinRef, ref, topic, event, array.get(4));
    }

    /** Writes a frame. Whether the status stands before the response matters to programs that search the raw text. */
    static String encode(ServerFrame frame) {
        return switch (frame) {
            case ServerFrame.Reply r -> {
                String status = r.ok() ? "{\"status\":\"ok\",\"response\":" : "{\"status\":\"error\",\"response\":";
                var out = head(
                        r.joinRef(),
                        r.ref(),
                        r.topic(),
                        "phx_reply",
                        r.response().length() + 40);
                yield out.append(status).append(r.response()).append("}]").toString();
            }
            case ServerFrame.Push p -> {
                var out = head(
                        p.joinRef(), p.ref(), p.topic(), p.event(), p.payload().length());
                yield out.append(p.payload()).append(']').toString();
            }
        };
    }

    private static ClientMessage message(
            @Nullable String joinRef, String ref, String topic, String event, JsonNode payload) {
        if (topic.equals("phoenix")) {
            return event.equals("heartbeat") ? new Heartbeat(ref) : new Malformed("only heartbeats go to \"phoenix\"");
        }
        return switch (event) {
            case "phx_join" ->
                joinRef == null
                        ? new Malformed("a join without join_ref")
                        : new Join(joinRef, ref, topic, joinParams(payload));
            case "phx_leave" -> new Leave(joinRef, ref, topic);
            case "event" -> event(joinRef, ref, topic, payload);
            case "live_patch" -> {
                String url = text(payload, "url");
                yield url == null ? new Malformed("a live_patch without url") : new LivePatch(joinRef, ref, topic, url);
            }
            case "cids_will_destroy" -> new ComponentsLeft(joinRef, ref, topic, components(payload), false);
            case "cids_destroyed" -> new ComponentsLeft(joinRef, ref, topic, components(payload), true);
            default -> new Unsupported(joinRef, ref, topic, event);
        };
    }

    private static JoinParams joinParams(JsonNode payload) {
        return new JoinParams(
                text(payload, "url"),
                text(payload, "redirect"),
                text(payload, "session"),
                text(payload, "static"),
                text(payload, "flash"),
                payload.path("params").path("_mounts").asInt(0),
                payload.get("params") instanceof ObjectNode connect ? connect : Wire.object());
    }

    private static ClientMessage event(@Nullable String joinRef, String ref, String topic, JsonNode payload) {
        String name = name(payload.get("event"));
        JsonNode value = payload.get("value");
        if (name == null || value == null) {
            return new Malformed("an event without name or value");
        }
        int component = payload.hasNonNull("cid") ? payload.get("cid").asInt(UNKNOWN_COMPONENT) : 0;
        ObjectNode values = "form".equals(text(payload, "type")) && value.isTextual()
                ? form(value.textValue(), payload.path("meta"))
                : object(value);
        return new Event(joinRef, ref, topic, name, values, component);
    }

    private static List<Integer> components(JsonNode payload) {
        var components = new ArrayList<Integer>();
        payload.path("cids").forEach(number -> components.add(number.asInt(UNKNOWN_COMPONENT)));
        return components;
    }

    private static ObjectNode form(String encoded, JsonNode meta) {
        ObjectNode form = FormData.decode(encoded);
        if (meta instanceof ObjectNode more) {
            form.setAll(more);
        }
        String target = form.path("_target").textValue();
        if (target != null) {
            ArrayNode path = form.putArray("_target");
            FormData.path(target).forEach(path::add);
        }
        return form;
    }

    private static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        ObjectNode object = Wire.object();
        object.set("value", value);
        return object;
    }

    private static StringBuilder head(
            @Nullable String joinRef, @Nullable String ref, String topic, String event, int payloadLength) {
        var out = new StringBuilder(payloadLength + topic.length() + 64).append('[');
        quote(out, joinRef);
        out.append(',');
        quote(out, ref);
        out.append(',');
        quote(out, topic);
        out.append(',');
        quote(out, event);
        return out.append(',');
    }

    private static void quote(StringBuilder out, @Nullable String text) {
        if (text == null) {
            out.append("null");
        } else {
            out.append('"');
            JsonStringEncoder.getInstance().quoteAsString(text, out);
            out.append('"');
        }
    }

    private static @Nullable String name(@Nullable JsonNode node) {
        String text = node == null ? null : node.textValue();
        return text == null || text.length() > Limits.NAME_LENGTH ? null : text;
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode node = object.get(field);
        String text = node == null ? null : node.textValue();
        // Form values have the frame's limit; all other texts are tokens and addresses.
        return text == null || text.length() > Limits.TOKEN_LENGTH ? null : text;
    }
}
