package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.View.UnfitEventException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The {@link On} methods of one class of views or components by the names of their events. Immutable. */
final class EventTable {
    private static final ClassValue<EventTable> TABLES = new ClassValue<>() {
        @Override
        protected EventTable computeValue(Class<?> view) {
            return new EventTable(view);
        }
    };

    private final String view;
    private final Map<String, EventMethod> methods = new TreeMap<>();

    private EventTable(Class<?> view) {
        this.view = view.getSimpleName();
        for (Class<?> type = view; type != null && type != LivePart.class; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                On on = method.getAnnotation(On.class);
                if (on != null && !method.isBridge()) {
                    add(on.value().isEmpty() ? method.getName() : on.value(), new EventMethod(method));
                }
            }
        }
    }

    /**
     * The events of a class.
     *
     * @throws IllegalArgumentException if two methods answer one event or parameter names are not known
     */
    static EventTable of(Class<? extends LivePart> view) {
        return TABLES.get(view);
    }

    @Nullable
    JsonNode call(LivePart target, String event, ObjectNode value) throws Exception {
        EventMethod method = methods.get(event);
        if (method == null) {
            throw new UnfitEventException(
                    view + " has no method  @On void " + EventMethod.shortened(event) + "(…)  for this event; it has "
                            + methods.keySet(),
                    null);
        }
        return method.call(target, value);
    }

    private void add(String event, EventMethod method) {
        EventMethod other = methods.putIfAbsent(event, method);
        if (other != null && !other.overrides(method)) {
            throw new IllegalArgumentException(view + " has two @On methods for the event \"" + event
                    + "\": give one of them another name, as in @On(\"other\")");
        }
    }
}
