package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named values that came from the browser: the parameters of an address, the fields of a form, the value of an event. Field
 * names such as {@code user[name]} and {@code tags[]} nest. Two names are the browser library's own: {@code _target}, the path
 * of the field that changed ({@link #target()}), and {@code _unused_<field>}, which marks a field the visitor has not touched
 * ({@link #used}).
 *
 * <p>Immutable.
 */
public final class Params {
    private final ObjectNode values;

    Params(ObjectNode values) {
        this.values = values;
    }

    /**
     * A value that must be there.
     *
     * @throws StatusException 400 if it is not, or is not a simple value
     */
    public String get(String name) {
        return find(name)
                .orElseThrow(() ->
                        new StatusException(400, "no parameter \"" + name + "\" among " + new ArrayList<>(names())));
    }

    /** A value that may be missing. */
    public Optional<String> find(String name) {
        JsonNode value = values.get(name);
        return value == null || !value.isValueNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
    }

    /** The values of a field that occurs several times, as {@code tags[]} does; empty if there is none. */
    public List<String> all(String name) {
        JsonNode value = values.get(name);
        if (value == null || !value.isArray()) {
            return find(name).map(List::of).orElse(List.of());
        }
        var all = new ArrayList<String>(value.size());
        value.forEach(each -> all.add(each.asText()));
        return List.copyOf(all);
    }

    /** The values nested under a name, as {@code user[name]} is under {@code user}; empty if there are none. */
    public Params nested(String name) {
        return new Params(values.get(name) instanceof ObjectNode node ? node : Json.object());
    }

    /** The path of the field whose change caused this event, as in {@code [user, name]}; empty for other events. */
    public List<String> target() {
        return all("_target");
    }

    /** Whether the visitor has touched a field, so that its errors may be shown. */
    public boolean used(String field) {
        return values.has(field) && !values.has("_unused_" + field);
    }

    /** The names at this level. */
    public List<String> names() {
        var names = new ArrayList<String>(values.size());
        values.fieldNames().forEachRemaining(names::add);
        return List.copyOf(names);
    }

    ObjectNode json() {
        return values;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
