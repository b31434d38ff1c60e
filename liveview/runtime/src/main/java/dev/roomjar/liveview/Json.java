package dev.roomjar.liveview;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Turns users' values into JSON and what browsers send into users' types. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule("form values")
                    .addDeserializer(boolean.class, new CheckBox())
                    .addDeserializer(Boolean.class, new CheckBox()))
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + json, e);
        }
    }

    /** A browser sends "on" for a checked box and nothing at all for an unchecked one. */
    private static final class CheckBox extends StdDeserializer<Boolean> {
        private static final long serialVersionUID = 1;

        CheckBox() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return switch (parser.getText()) {
                case "true", "on", "1" -> true;
                case "false", "off", "0", "" -> false;
                default ->
                    (Boolean) context.handleWeirdStringValue(
                            Boolean.class, parser.getText(), "only \"on\", \"true\" or \"false\" is a boolean");
            };
        }

        @Override
        public Boolean getNullValue(DeserializationContext context) {
            return false;
        }

        @Override
        public Boolean getAbsentValue(DeserializationContext context) {
            return false;
        }
    }
}
