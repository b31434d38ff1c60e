package dev.roomjar.liveview;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what stands at a path. Literal segments win over parameters. Immutable. */
final class RouteTable<T> {
    private final List<Entry<T>> entries;

    record Found<T>(T target, Map<String, String> params) {}

    private record Entry<T>(String pattern, List<Segment> segments, T target) {
        /** Sorts literal segments before parameters, so that the first match is the closest. */
        String order() {
            var order = new StringBuilder();
            segments.forEach(segment -> order.append(segment.parameter ? '1' : '0'));
            return order.toString();
        }

        boolean clashesWith(Entry<T> other) {
            if (segments.size() != other.segments.size()) {
                return false;
            }
            for (int i = 0; i < segments.size(); i++) {
                Segment mine = segments.get(i);
                Segment theirs = other.segments.get(i);
                if (mine.parameter != theirs.parameter || (!mine.parameter && !mine.text.equals(theirs.text))) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Segment(String text, boolean parameter) {}

    private RouteTable(List<Entry<T>> entries) {
        this.entries = entries;
    }

    /**
     * A table of what stands where.
     *
     * @throws IllegalArgumentException if a pattern is malformed or two match the same paths
     */
    static <T> RouteTable<T> of(Map<String, T> targets) {
        var entries = new ArrayList<Entry<T>>();
        targets.forEach((pattern, target) -> {
            var entry = new Entry<>(pattern, parse(pattern), target);
            for (var other : entries) {
                if (entry.clashesWith(other)) {
                    throw new IllegalArgumentException("the routes \"" + other.pattern + "\" and \"" + pattern
                            + "\" match the same paths: change one of them");
                }
            }
            entries.add(entry);
        });
        entries.sort(Comparator.comparing(Entry::order));
        return new RouteTable<>(List.copyOf(entries));
    }

    /** What stands at a percent-encoded path, or null. */
    @Nullable
    Found<T> find(String path) {
        if (!path.startsWith("/")) {
            return null;
        }
        String[] segments = segments(path);
        for (var entry : entries) {
            var params = match(entry.segments, segments);
            if (params != null) {
                return new Found<>(entry.target, params);
            }
        }
        return null;
    }

    private static @Nullable Map<String, String> match(List<Segment> pattern, String[] segments) {
        if (pattern.size() != segments.length) {
            return null;
        }
        var params = new HashMap<String, String>();
        for (int i = 0; i < segments.length; i++) {
            Segment segment = pattern.get(i);
            String text = decode(segments[i]);
            if (text == null || (segment.parameter ? text.isEmpty() : !segment.text.equals(text))) {
                return null;
            }
            if (segment.parameter) {
                params.put(segment.text, text);
            }
        }
        return params;
    }

    private static List<Segment> parse(String pattern) {
        if (!pattern.startsWith("/") || pattern.startsWith("//")) {
            throw new IllegalArgumentException("the route \"" + pattern + "\" must start with one slash");
        }
        var segments = new ArrayList<Segment>();
        for (String text : segments(pattern)) {
            boolean parameter = text.startsWith("{") && text.endsWith("}") && text.length() > 2;
            String name = parameter ? text.substring(1, text.length() - 1) : text;
            if (name.contains("{") || name.contains("}")) {
                throw new IllegalArgumentException("the route \"" + pattern + "\" has a malformed segment \"" + text
                        + "\": a parameter is a whole segment, as in /rooms/{room}");
            }
            segments.add(new Segment(name, parameter));
        }
        return List.copyOf(segments);
    }

    private static String[] segments(String path) {
        return path.substring(1).split("/", -1);
    }

    private static @Nullable String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
