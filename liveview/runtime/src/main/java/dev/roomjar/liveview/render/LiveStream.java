package dev.roomjar.liveview.render;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that lives in the browser: items pass through the server once and are not kept (LiveView's streams). Loop over
 * it in an element with an id and {@code phx-update="stream"}:
 *
 * {@snippet lang = "html" :
 * <ul id="messages" phx-update="stream">
 *   @for(var message : messages)
 *     <li id="${messages.id(message)}">${message.text()}</li>
 *   @endfor
 * </ul>
 * }
 *
 * <p>What was appended, prepended and deleted since the last rendering is handed to the next one by looping over the
 * stream, and is then forgotten: loop over a stream in one place of a page only, each time the page is rendered.
 *
 * <p>Used by one thread at a time: its view's.
 */
public final class LiveStream<T> implements Iterable<T> {
    private final String name;
    private final Function<? super T, String> id;
    private final LinkedHashMap<String, Insert<T>> inserts = new LinkedHashMap<>();
    private final List<String> deletes = new ArrayList<>();
    private boolean reset;

    private LiveStream(String name, Function<? super T, String> id) {
        this.name = name;
        this.id = id;
    }

    /**
     * A new, empty stream.
     *
     * @param name unique among the streams of one page; ids of its elements start with it: {@code messages-17}
     * @param id what identifies an item
     */
    public static <T> LiveStream<T> of(String name, Function<? super T, ?> id) {
        return new LiveStream<>(name, item -> name + "-" + id.apply(item));
    }

    /** The DOM id of an item: {@code name-id}. */
    public String id(T item) {
        return id.apply(item);
    }

    /** Adds an item at the end, or replaces the one with the same id where it stands. */
    public void append(T item) {
        insert(item, -1, null);
    }

    /** As {@link #append(Object)}, after which the browser keeps only the last {@code limit} items. */
    public void append(T item, int limit) {
        insert(item, -1, -requirePositive(limit));
    }

    /** Appends items in their order. */
    public void appendAll(Iterable<? extends T> items) {
        items.forEach(this::append);
    }

    /** As {@link #appendAll(Iterable)}, after which the browser keeps only the last {@code limit} items. */
    public void appendAll(Iterable<? extends T> items, int limit) {
        items.forEach(item -> append(item, limit));
    }

    /** Adds an item at a place, counted from 0, among those that the browser has then; one with the same id is replaced where it stands. */
    public void insert(int at, T item) {
        if (at < 0) {
            throw new IllegalArgumentException("a place in a stream is at least 0, not " + at);
        }
        insert(item, at, null);
    }

    /** Adds an item at the beginning, or replaces the one with the same id where it stands. */
    public void prepend(T item) {
        insert(item, 0, null);
    }

    /** As {@link #prepend(Object)}, after which the browser keeps only the first {@code limit} items. */
    public void prepend(T item, int limit) {
        insert(item, 0, requirePositive(limit));
    }

    /** Replaces the item with the same id if the browser has it; does nothing else. */
    public void update(T item) {
        String key = id(item);
        inserts.put(key, new Insert<>(item, -1, null, true));
    }

    /** Removes the item with this item's id. */
    public void delete(T item) {
        String key = id(item);
        inserts.remove(key);
        deletes.add(key);
    }

    /** Removes the item with this key, which is what the function given to {@link #of} makes of it. */
    public void deleteKey(Object key) {
        String removed = name + "-" + key;
        inserts.remove(removed);
        deletes.add(removed);
    }

    /** Removes every item the browser has; items added after this call are the new content. */
    public void reset() {
        inserts.clear();
        deletes.clear();
        reset = true;
    }

    /** The items that are waiting to be sent. Looking at them here does not hand them over; a template does. */
    @Override
    public Iterator<T> iterator() {
        return items().iterator();
    }

    /** What the next rendering has to tell the browser. */
    Changes changes() {
        return new Changes(
                name,
                List.copyOf(inserts.sequencedEntrySet().stream()
                        .map(LiveStream::entry)
                        .toList()),
                List.copyOf(deletes),
                reset);
    }

    /** Hands the waiting items over and forgets them. */
    List<T> take() {
        List<T> items = items();
        inserts.clear();
        deletes.clear();
        reset = false;
        return items;
    }

    private List<T> items() {
        return inserts.values().stream().map(Insert::item).toList();
    }

    private static Entry entry(Map.Entry<String, ? extends Insert<?>> insert) {
        Insert<?> value = insert.getValue();
        return new Entry(insert.getKey(), value.at(), value.limit(), value.updateOnly());
    }

    private void insert(T item, int at, @Nullable Integer limit) {
        String key = id(item);
        inserts.remove(key);
        inserts.put(key, new Insert<>(item, at, limit, false));
    }

    private static int requirePositive(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of a stream is at least 1, not " + limit);
        }
        return limit;
    }

    /** How one item goes into the browser's list. */
    private record Entry(String id, int at, @Nullable Integer limit, boolean updateOnly) {}

    /** What is to happen to the browser's list, apart from the rows themselves. */
    record Changes(String name, List<Entry> inserts, List<String> deletes, boolean reset) {
        boolean isEmpty() {
            return inserts.isEmpty() && deletes.isEmpty() && !reset;
        }

        /** The rows that a browser which has no items yet comes to show, in their order. */
        List<Integer> order() {
            var order = new ArrayList<Integer>(inserts.size());
            for (int row = 0; row < inserts.size(); row++) {
                Entry insert = inserts.get(row);
                if (insert.updateOnly()) {
                    continue;
                }
                order.add(insert.at() < 0 ? order.size() : Math.min(insert.at(), order.size()), row);
                Integer limit = insert.limit();
                if (limit != null && order.size() > Math.abs(limit)) {
                    order.remove(limit < 0 ? 0 : order.size() - 1);
                }
            }
            return order;
        }

        /** The DOM id the given row must have. */
        String id(int row) {
            return inserts.get(row).id();
        }

        /** Writes {@code [name,[[id,at,limit,update only],…],[deleted id,…],true if reset]}. */
        void write(StringBuilder out) {
            out.append('[');
            Json.string(out, name);
            out.append(",[");
            String separator = "";
            for (Entry insert : inserts) {
                out.append(separator).append('[');
                Json.string(out, insert.id());
                out.append(',').append(insert.at()).append(',').append(insert.limit());
                out.append(insert.updateOnly() ? ",true]" : ",null]");
                separator = ",";
            }
            out.append("],[");
            separator = "";
            for (String id : deletes) {
                out.append(separator);
                Json.string(out, id);
                separator = ",";
            }
            out.append(reset ? "],true]" : "]]");
        }
    }

    private record Insert<T>(T item, int at, @Nullable Integer limit, boolean updateOnly) {}
}
