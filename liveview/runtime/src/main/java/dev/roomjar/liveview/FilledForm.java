package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/** A form of a test page with values typed into it. */
final class FilledForm {
    private final FormElement form;
    private final Map<String, String> values;

    private FilledForm(FormElement form, Map<String, String> values) {
        this.form = form;
        this.values = values;
    }

    static FilledForm of(Element element, Map<String, String> typed) {
        if (!(element instanceof FormElement form)) {
            throw new AssertionError("not a form: " + element.outerHtml());
        }
        var names = new TreeSet<>(form.elements().eachAttr("name"));
        var values = new LinkedHashMap<String, String>();
        form.formData().forEach(field -> values.put(field.key(), field.value()));
        typed.forEach((name, value) -> {
            if (!names.contains(name)) {
                throw new AssertionError("the form has no field \"" + name + "\", only " + names);
            }
            values.put(name, value);
        });
        return new FilledForm(form, values);
    }

    Element element() {
        return form;
    }

    String attribute(String name) {
        return form.attr(name);
    }

    String encoded() {
        return values.entrySet().stream()
                .map(field -> Paths.encode(field.getKey()) + "=" + Paths.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * The message the client sends.
     *
     * @param changed the field that has changed; null for a submit
     */
    ObjectNode event(String name, @Nullable String changed) {
        ObjectNode event = Json.object().put("type", "form").put("event", name).put("value", encoded());
        if (changed != null) {
            event.putObject("meta").put("_target", changed);
        }
        return event;
    }
}
