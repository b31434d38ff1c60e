package dev.roomjar.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code a=} lines of a session or of a media section, in order (RFC 8866 §5.13). */
record Attributes(List<Attribute> list) {
    Attributes {
        list = List.copyOf(list);
    }

    /** One {@code a=name:value} or {@code a=name} line; the value of the latter is empty. */
    record Attribute(String name, String value) {
        static Attribute parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Attribute(text.strip(), "")
                    : new Attribute(
                            text.substring(0, colon), text.substring(colon + 1).strip());
        }

        @Override
        public String toString() {
            return value.isEmpty() ? name : name + ":" + value;
        }
    }

    boolean has(String name) {
        return first(name).isPresent();
    }

    Optional<String> first(String name) {
        for (Attribute attribute : list) {
            if (attribute.name.equals(name)) {
                return Optional.of(attribute.value);
            }
        }
        return Optional.empty();
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : list) {
            if (attribute.name.equals(name)) {
                values.add(attribute.value);
            }
        }
        return values;
    }

    static Builder builder() {
        return new Builder();
    }

    /** Gathers attributes in the order they are to be written in. */
    static final class Builder {
        private final List<Attribute> list = new ArrayList<>();

        Builder add(String name) {
            return add(name, "");
        }

        Builder add(String name, String value) {
            list.add(new Attribute(name, value));
            return this;
        }

        Attributes build() {
            return new Attributes(list);
        }
    }
}
