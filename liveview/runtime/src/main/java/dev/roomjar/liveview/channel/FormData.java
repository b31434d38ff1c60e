package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code application/x-www-form-urlencoded} text whose field names nest: {@code user[name]=ann} is a name within a user,
 * {@code tags[]=a&tags[]=b} a list. Where names contradict each other the later field wins. Never fails: what cannot be read
 * is taken literally, what exceeds the limits is left out.
 */
public final class FormData {
    private FormData() {}

    /** The fields as a tree of objects, arrays and texts. */
    public static ObjectNode decode(String encoded) {
        ObjectNode form = Wire.object();
        if (encoded.isEmpty()) {
            return form;
        }
        int fields = 0;
        int start = 0;
        while (start <= encoded.length() && fields++ < Limits.FIELDS) {
            int end = encoded.indexOf('&', start);
            end = end < 0 ? encoded.length() : end;
            if (end > start) {
                field(form, encoded.substring(start, end));
            }
            start = end + 1;
        }
        return form;
    }

    private static void field(ObjectNode form, String field) {
        int equals = field.indexOf('=');
        String name = percentDecode(equals < 0 ? field : field.substring(0, equals));
        String value = equals < 0 ? "" : percentDecode(field.substring(equals + 1));
        List<String> path = path(name);
        if (path.size() <= Limits.FIELD_NESTING) {
            put(form, path, value);
        }
    }

    /** The steps of a field name: {@code user[tags][]} is {@code user}, {@code tags} and an empty step. */
    static List<String> path(String name) {
        int bracket = name.indexOf('[');
        if (bracket <= 0 || !name.endsWith("]")) {
            return List.of(name);
        }
        var path = new ArrayList<String>(4);
        path.add(name.substring(0, bracket));
        while (bracket < name.length()) {
            int close = name.indexOf(']', bracket);
            if (name.charAt(bracket) != '[' || close < 0) {
                return List.of(name);
            }
            path.add(name.substring(bracket + 1, close));
            bracket = close + 1;
        }
        return path;
    }

    private static void put(ObjectNode form, List<String> path, String value) {
        JsonNode container = form;
        for (int i = 0; i + 1 < path.size(); i++) {
            container = descend(container, path.get(i), path.get(i + 1).isEmpty());
        }
        String last = path.getLast();
        if (container instanceof ArrayNode array) {
            array.add(value);
        } else {
            ((ObjectNode) container).put(last, value);
        }
    }

    /** The array or object that a step leads to, made if it is not there or is something else. */
    private static JsonNode descend(JsonNode container, String step, boolean wantArray) {
        if (container instanceof ArrayNode array) {
            return wantArray ? array.addArray() : array.addObject();
        }
        var object = (ObjectNode) container;
        JsonNode next = object.get(step);
        if (wantArray) {
            return next instanceof ArrayNode ? next : object.putArray(step);
        }
        return next instanceof ObjectNode ? next : object.putObject(step);
    }

    private static String percentDecode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
