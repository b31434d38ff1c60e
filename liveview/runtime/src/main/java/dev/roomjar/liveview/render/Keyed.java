package dev.roomjar.liveview.render;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a loop, all of one {@link Template}, each with a key by which {@link Diff} finds it again in the next tree
 * when it moved. Generated code fills it and then leaves it alone; from there on it is as immutable as
 * {@link Rendered}.
 */
public final class Keyed {
    private static final int INITIAL_ROWS = 8;

    private final Template template;
    private Object[][] rows = new Object[INITIAL_ROWS][];
    private String @Nullable [] keys;
    private int size;
    private LiveStream.@Nullable Changes stream;
    private @Nullable Map<String, Integer> index;

    public Keyed(Template template) {
        this.template = template;
    }

    /**
     * What to loop over to fill the rows of {@code loop}: the given rows themselves or, of a {@link LiveStream}, what it
     * has to tell since the last rendering.
     */
    public static <T> Iterable<T> each(Keyed loop, Iterable<T> items) {
        if (items instanceof LiveStream<T> stream) {
            LiveStream.Changes changes = stream.changes();
            loop.stream = changes;
            return stream.take();
        }
        return items;
    }

    /** The same for arrays, which are never streams. */
    public static <A> A each(@SuppressWarnings("unused") Keyed loop, A array) {
        return array;
    }

    /** Adds a row that is known by its position. */
    public void add(Object[] dynamics) {
        if (stream != null) {
            throw new IllegalStateException(template.name() + ": the rows of a stream need an id; write id=\"${"
                    + stream.name() + ".id(item)}\" in their element");
        }
        append(dynamics);
    }

    /** Adds a row that is known by a key, unique within this loop. */
    public void add(String key, Object[] dynamics) {
        if (stream != null && !stream.id(size).equals(key)) {
            throw new IllegalStateException(template.name() + ": the id of a row of the stream " + stream.name()
                    + " is \"" + key + "\" but must be \"" + stream.id(size) + "\"; write id=\"${" + stream.name()
                    + ".id(item)}\"");
        }
        if (keys == null) {
            keys = new String[rows.length];
        } else if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        append(dynamics);
    }

    /** How many rows there are. */
    public int size() {
        return size;
    }

    /** Whether there is no row, so that the loop's {@code @else} shows. */
    public boolean isEmpty() {
        return size == 0;
    }

    private void append(Object[] dynamics) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = dynamics;
    }

    /** Lets go of the rows of a stream, which nobody looks at once the browser has them. */
    void releaseStream() {
        if (stream != null) {
            rows = new Object[0][];
            keys = null;
            size = 0;
        }
    }

    Template template() {
        return template;
    }

    Object[] row(int row) {
        return rows[row];
    }

    LiveStream.@Nullable Changes stream() {
        return stream;
    }

    /** Where the given row of the next tree stands in this one, or −1. Nearly always at the same place. */
    int indexOf(Keyed next, int row) {
        if (keys == null || next.keys == null) {
            return row < size ? row : -1;
        }
        String key = next.keys[row];
        if (row < size && keys[row].equals(key)) {
            return row;
        }
        return index().getOrDefault(key, -1);
    }

    /** @throws IllegalStateException naming the template, if two rows have the same key */
    void requireUniqueKeys() {
        if (keys != null) {
            index();
        }
    }

    private Map<String, Integer> index() {
        Map<String, Integer> found = index;
        if (found == null) {
            found = HashMap.newHashMap(size);
            for (int row = 0; keys != null && row < size; row++) {
                Integer other = found.put(keys[row], row);
                if (other != null) {
                    throw new IllegalStateException(template.name() + ": rows " + other + " and " + row
                            + " of the loop have the same key \"" + keys[row]
                            + "\"; give their elements different ids, or the loop another key=\"${…}\"");
                }
            }
            index = found;
        }
        return found;
    }
}
