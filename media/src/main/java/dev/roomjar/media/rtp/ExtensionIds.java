package dev.roomjar.media.rtp;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ids that one peer uses for header extensions (RFC 8285 §5), as its {@code a=extmap} lines agreed. Immutable; look-ups
 * allocate nothing.
 */
public final class ExtensionIds {
    /** No extension at all. */
    public static final ExtensionIds NONE = new ExtensionIds(Map.of(), false);

    private final @Nullable HeaderExtension[] byId;
    private final EnumMap<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
    private final boolean mixed;

    /**
     * @param ids an id from 1 to 255 for each extension in use
     * @param mixed whether one-byte and two-byte forms may follow each other in one stream ({@code a=extmap-allow-mixed})
     */
    public ExtensionIds(Map<HeaderExtension, Integer> ids, boolean mixed) {
        this.mixed = mixed;
        this.ids.putAll(ids);
        int[] largest = {0};
        ids.forEach((extension, id) -> {
            if (id < 1 || id > 255) {
                throw new IllegalArgumentException("extension id " + id + " is not between 1 and 255");
            }
            largest[0] = Math.max(largest[0], id);
        });
        byId = new @Nullable HeaderExtension[largest[0] + 1];
        ids.forEach((extension, id) -> byId[id] = extension);
    }

    /** The id of an extension, 0 where it is not in use. */
    public int id(HeaderExtension extension) {
        Integer id = ids.get(extension);
        return id == null ? 0 : id;
    }

    /** Whether the peer uses that extension. */
    public boolean has(HeaderExtension extension) {
        return id(extension) != 0;
    }

    /** Whether the two-byte form may be used where the one-byte form does not suffice. */
    public boolean mixed() {
        return mixed;
    }

    /** All extensions in use with their ids. */
    public Map<HeaderExtension, Integer> asMap() {
        return Collections.unmodifiableMap(ids);
    }

    /** The extension with an id from 0 to 255, null for none. */
    @Nullable
    HeaderExtension extension(int id) {
        return id < byId.length ? byId[id] : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionIds that && ids.equals(that.ids) && mixed == that.mixed;
    }

    @Override
    public int hashCode() {
        return ids.hashCode();
    }

    @Override
    public String toString() {
        return ids + (mixed ? " mixed" : "");
    }
}
