package dev.roomjar.liveview;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the browser's signed cookie held when the page was loaded: readable by the visitor, not forgeable. A live view
 * cannot change it, since a WebSocket sets no cookies; a plain form handler can ({@link FormRequest#store}).
 *
 * @param values every value by its key; never changes
 */
public record Session(Map<String, String> values) {
    public Session {
        values = Map.copyOf(values);
    }

    /** The value kept under a key, or null if there is none. */
    public @Nullable String get(String key) {
        return values.get(key);
    }
}
