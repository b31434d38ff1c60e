package dev.roomjar.opentok.signalling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a frame, read as what they must be. A field that is null counts as missing. */
record Fields(String type, ObjectNode node) {
    /** A field is missing or of another type; never leaves this package. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** JavaScript's largest exact whole number. */
    private static final long MAX_WHOLE = (1L << 53) - 1;

    private static final int MAX_PIXELS = 65_535;
    private static final int MAX_FRAME_RATE = 240;

    @Nullable
    String optionalText(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value == null ? null : value.textValue();
    }

    String text(String name) {
        return present(name, "a string", optionalText(name));
    }

    String text(String name, String otherwise) {
        return Optional.ofNullable(optionalText(name)).orElse(otherwise);
    }

    /** A text that may also be written as a number. */
    String textOrNumber(String name) {
        JsonNode value = value(name);
        return value != null && value.isIntegralNumber() ? value.asText() : text(name);
    }

    @Nullable
    Boolean optionalFlag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    boolean flag(String name) {
        return present(name, "true or false", optionalFlag(name));
    }

    boolean flag(String name, boolean otherwise) {
        Boolean value = optionalFlag(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    Long optionalId() {
        JsonNode value = value("id");
        return value != null && value.isIntegralNumber() && isWithin(value, MAX_WHOLE) ? value.longValue() : null;
    }

    long id() {
        return present("id", "a whole number from 0", optionalId());
    }

    int whole(String name) {
        return whole(name, Integer.MAX_VALUE);
    }

    /** Pictures per second, at least one; 0 where it is missing. */
    int frameRate(String name) {
        return value(name) == null ? 0 : Math.max(1, whole(name, MAX_FRAME_RATE));
    }

    int pixels(String name) {
        return whole(name, MAX_PIXELS);
    }

    @Nullable
    Fields optionalObject(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return new Fields(type, object);
        }
        throw wrong(name, "an object");
    }

    Fields object(String name) {
        return present(name, "an object", optionalObject(name));
    }

    /** Texts in an array; none where it is missing. */
    Set<String> texts(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Set.of();
        }
        Set<String> texts = new HashSet<>();
        for (JsonNode element : value) {
            texts.add(element.isTextual() ? element.textValue() : "");
        }
        if (!value.isArray() || texts.contains("")) {
            throw wrong(name, "an array of texts");
        }
        return texts;
    }

    private int whole(String name, int most) {
        JsonNode value = value(name);
        // A browser may give a size with a fraction, and JSON writes 640.0 for a whole number in some libraries.
        if (value == null || !value.isNumber() || !isWithin(value, most)) {
            throw wrong(name, "a number from 0 to " + most);
        }
        return value.intValue();
    }

    private static boolean isWithin(JsonNode number, long most) {
        return number.canConvertToLong() && number.longValue() >= 0 && number.longValue() <= most;
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private <T> T present(String name, String what, @Nullable T value) {
        if (value == null) {
            throw wrong(name, what);
        }
        return value;
    }

    Malformed wrong(String name, String what) {
        return new Malformed("The field \"" + name + "\" of a \"" + type + "\" frame must be " + what + ".");
    }
}
