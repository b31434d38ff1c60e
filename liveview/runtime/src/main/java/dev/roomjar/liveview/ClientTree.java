package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The tree as a browser holds it: takes what the wire brings and turns it into HTML, by the same rules as the official client.
 * Serves tests, which so see what a visitor would.
 */
final class ClientTree {
    private final ObjectNode root;

    /** Begins with the {@code rendered} of a join. */
    ClientTree(ObjectNode rendered) {
        this.root = rendered.deepCopy();
        resolveStatics(root, null);
    }

    /** Applies a diff. */
    void merge(ObjectNode diff) {
        ObjectNode resolved = diff.deepCopy();
        resolved.remove("r");
        resolveStatics(resolved, null);
        mergeInto(root, resolved);
    }

    String html() {
        var out = new StringBuilder();
        write(out, root);
        return out.toString();
    }

    /** Statics that several places share are sent once, under "p", and named by number. */
    private static void resolveStatics(JsonNode node, @Nullable JsonNode inherited) {
        JsonNode shared = node.has("p") ? node.get("p") : inherited;
        if (node instanceof ObjectNode object) {
            JsonNode statics = object.get("s");
            if (statics != null && statics.isInt() && shared != null) {
                object.set("s", shared.get(statics.asText()));
            }
            object.remove("p");
        }
        node.forEach(child -> resolveStatics(child, shared));
    }

    private static void mergeInto(ObjectNode target, ObjectNode diff) {
        if (diff.has("k")) {
            mergeKeyed(target, diff);
            return;
        }
        diff.properties().forEach(change -> {
            JsonNode before = target.get(change.getKey());
            if (before instanceof ObjectNode old && change.getValue() instanceof ObjectNode part && !part.has("s")) {
                mergeInto(old, part);
            } else {
                target.set(change.getKey(), change.getValue());
            }
        });
    }

    private static void mergeKeyed(ObjectNode target, ObjectNode diff) {
        if (diff.has("s")) {
            target.set("s", diff.get("s"));
        }
        ObjectNode before = target.withObjectProperty("k").deepCopy();
        ObjectNode changes = diff.withObjectProperty("k");
        ObjectNode after = Json.object();
        int count = changes.path("kc").asInt();
        for (int i = 0; i < count; i++) {
            String index = Integer.toString(i);
            after.set(index, entry(before, index, changes.get(index)));
        }
        target.set("k", after.put("kc", count));
    }

    private static JsonNode entry(ObjectNode before, String index, @Nullable JsonNode change) {
        return switch (change) {
            case null -> before.required(index).deepCopy();
            case ArrayNode moved -> merged(before.required(moved.get(0).asText()), moved.get(1));
            case ObjectNode object -> merged(before.has(index) ? before.get(index) : Json.object(), object);
            default -> before.required(change.asText()).deepCopy();
        };
    }

    private static ObjectNode merged(JsonNode before, JsonNode change) {
        ObjectNode entry = before.deepCopy();
        mergeInto(entry, (ObjectNode) change);
        return entry;
    }

    private static void write(StringBuilder out, JsonNode node) {
        if (node.isTextual()) {
            out.append(node.textValue());
            return;
        }
        JsonNode statics = node.required("s");
        if (!node.has("k")) {
            interleave(out, statics, node);
            return;
        }
        JsonNode entries = node.get("k");
        for (int i = 0; i < entries.path("kc").asInt(); i++) {
            interleave(out, statics, entries.required(Integer.toString(i)));
        }
    }

    private static void interleave(StringBuilder out, JsonNode statics, JsonNode dynamics) {
        out.append(statics.get(0).asText());
        for (int i = 1; i < statics.size(); i++) {
            write(out, dynamics.required(Integer.toString(i - 1)));
            out.append(statics.get(i).asText());
        }
    }
}
