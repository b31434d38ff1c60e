package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The items of streams, which a browser keeps in its document and nowhere else: what goes off the page is lost. */
final class ClientStreams {
    private static final String MARK = "stream ref";

    private final Map<String, List<Item>> streams = new HashMap<>();
    private final Set<String> onPage = new HashSet<>();

    private record Item(String id, JsonNode entry) {}

    /** Moves the items that have come in below a node out of the tree. */
    void takeFrom(JsonNode node) {
        JsonNode stream = node.get("stream");
        if (node instanceof ObjectNode object && stream != null) {
            apply(stream, object.path("k"));
            object.put(MARK, stream.get(0).asText());
            object.remove("stream");
            object.putObject("k").put("kc", 0);
            return;
        }
        node.forEach(this::takeFrom);
    }

    boolean isStream(JsonNode node) {
        return node.has(MARK);
    }

    List<JsonNode> items(JsonNode node) {
        String ref = node.path(MARK).asText();
        onPage.add(ref);
        return streams.getOrDefault(ref, List.of()).stream().map(Item::entry).toList();
    }

    void beginPage() {
        onPage.clear();
    }

    void endPage() {
        streams.keySet().retainAll(onPage);
    }

    private void apply(JsonNode stream, JsonNode rows) {
        var items = streams.computeIfAbsent(stream.get(0).asText(), _ -> new ArrayList<>());
        if (stream.path(3).asBoolean()) {
            items.clear();
        }
        stream.get(2).forEach(id -> items.removeIf(item -> item.id.equals(id.asText())));
        int row = 0;
        for (JsonNode insert : stream.get(1)) {
            insert(items, insert, rows.required(Integer.toString(row++)));
        }
    }

    private static void insert(List<Item> items, JsonNode insert, JsonNode entry) {
        var item = new Item(insert.get(0).asText(), entry);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id.equals(item.id)) {
                items.set(i, item);
                return;
            }
        }
        if (insert.get(3).asBoolean()) {
            return;
        }
        int at = insert.get(1).asInt();
        items.add(at < 0 ? items.size() : Math.min(at, items.size()), item);
        int limit = insert.get(2).asInt();
        if (limit < 0 && items.size() > -limit) {
            items.subList(0, items.size() + limit).clear();
        } else if (limit > 0 && items.size() > limit) {
            items.subList(limit, items.size()).clear();
        }
    }
}
