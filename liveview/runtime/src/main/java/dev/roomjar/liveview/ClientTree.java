package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.render.Html;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tree as a browser holds it: takes what the wire brings and turns it into HTML, by the same rules as the official client.
 * Serves tests, which so see what a visitor would.
 */
final class ClientTree {
    private ObjectNode root = Json.object();
    private final Map<Integer, ObjectNode> components = new TreeMap<>();
    private final ClientStreams streams = new ClientStreams();

    /** What {@link #html} has come across. */
    private final Set<Integer> shown = new HashSet<>();

    /** Begins with the {@code rendered} of a join. */
    ClientTree(ObjectNode rendered) {
        merge(rendered);
    }

    /** Applies a diff. */
    void merge(ObjectNode diff) {
        ObjectNode resolved = diff.deepCopy();
        resolved.remove("r");
        JsonNode changedComponents = resolved.remove("c");
        resolveStatics(resolved, null);
        if (resolved.has("s")) {
            root = resolved;
        } else {
            mergeInto(root, resolved);
        }
        if (changedComponents instanceof ObjectNode changes) {
            mergeComponents(changes);
        }
        streams.takeFrom(root);
        components.values().forEach(streams::takeFrom);
    }

    String html() {
        shown.clear();
        streams.beginPage();
        var out = new StringBuilder();
        write(out, root);
        streams.endPage();
        return out.toString();
    }

    /** The components that the last {@link #html} did not show. */
    Set<Integer> unshownComponents() {
        var unshown = new TreeSet<>(components.keySet());
        unshown.removeAll(shown);
        return unshown;
    }

    /** Lets go of components that the server has ended. */
    void forget(Collection<Integer> ended) {
        components.keySet().removeAll(ended);
    }

    private void mergeComponents(ObjectNode changes) {
        var after = new HashMap<Integer, ObjectNode>();
        changes.properties().forEach(change -> component(Integer.parseInt(change.getKey()), changes, after));
        components.putAll(after);
    }

    /** A component whose statics are a number has those of another, and all else that it does not say itself. */
    private ObjectNode component(int number, ObjectNode changes, Map<Integer, ObjectNode> after) {
        ObjectNode known = after.get(number);
        if (known != null) {
            return known;
        }
        ObjectNode change = ((ObjectNode) changes.required(Integer.toString(number))).deepCopy();
        resolveStatics(change, null);
        JsonNode statics = change.get("s");
        ObjectNode result;
        if (statics == null) {
            result = component(number).deepCopy();
            mergeInto(result, change);
        } else if (statics.isInt()) {
            int other = statics.intValue();
            result = (other < 0 ? component(-other) : component(other, changes, after)).deepCopy();
            change.remove("s");
            mergeInto(result, change);
        } else {
            result = change;
        }
        after.put(number, result);
        return result;
    }

    private ObjectNode component(int number) {
        ObjectNode component = components.get(number);
        if (component == null) {
            throw new AssertionError("the server speaks of component " + number + ", which it never sent");
        }
        return component;
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
        if (diff.has("stream")) {
            target.set("stream", diff.get("stream"));
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

    private void write(StringBuilder out, JsonNode node) {
        if (node.isTextual()) {
            out.append(node.textValue());
            return;
        }
        if (node.isInt()) {
            shown.add(node.intValue());
            var inner = new StringBuilder();
            write(inner, component(node.intValue()));
            out.append(Html.component(inner.toString(), node.intValue()));
            return;
        }
        JsonNode statics = node.required("s");
        if (streams.isStream(node)) {
            streams.items(node).forEach(item -> interleave(out, statics, item));
        } else if (node.has("k")) {
            JsonNode entries = node.get("k");
            for (int i = 0; i < entries.path("kc").asInt(); i++) {
                interleave(out, statics, entries.required(Integer.toString(i)));
            }
        } else {
            interleave(out, statics, node);
        }
    }

    private void interleave(StringBuilder out, JsonNode statics, JsonNode dynamics) {
        out.append(statics.get(0).asText());
        for (int i = 1; i < statics.size(); i++) {
            write(out, dynamics.required(Integer.toString(i - 1)));
            out.append(statics.get(i).asText());
        }
    }
}
