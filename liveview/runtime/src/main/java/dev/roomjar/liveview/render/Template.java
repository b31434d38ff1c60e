package dev.roomjar.liveview.render;

import java.util.List;

/**
 * The static half of a piece of a page: the texts around its dynamic values. Generated code holds one constant per
 * template, branch, loop body and slot; its <em>identity</em> is the fingerprint by which {@link Diff} knows whether
 * the browser already has these texts.
 *
 * <p>Immutable, may be shared by all threads.
 */
public final class Template {
    private final String name;
    private final boolean root;
    private final List<String> statics;
    private final String json;

    private Template(String name, boolean root, List<String> statics) {
        this.name = name;
        this.root = root;
        this.statics = statics;
        this.json = encode(statics);
    }

    /**
     * A new template, unlike any other even of the same texts.
     *
     * @param name where the piece stands, for error messages: {@code rooms/room.jte:12}
     * @param root whether the piece is exactly one element, with no text and nothing dynamic beside it. The client may
     *     then skip it while nothing inside changes; a wrong {@code true} makes it skip the wrong element
     * @param statics the texts before, between and after the dynamic values: one more than there are values
     */
    public static Template of(String name, boolean root, String... statics) {
        if (statics.length == 0) {
            throw new IllegalArgumentException(name + ": a template has at least one static text, if only \"\"");
        }
        return new Template(name, root, List.of(statics));
    }

    /** Where the piece stands in its source: {@code rooms/room.jte:12}. */
    public String name() {
        return name;
    }

    /** Whether the piece is exactly one element. */
    public boolean root() {
        return root;
    }

    /** The texts around the dynamic values. */
    public List<String> statics() {
        return statics;
    }

    /** How many dynamic values a {@link Rendered} of this template holds. */
    public int size() {
        return statics.size() - 1;
    }

    /** The statics as a JSON array: encoded once, since it is sent to every browser. */
    String json() {
        return json;
    }

    @Override
    public String toString() {
        return name;
    }

    private static String encode(List<String> statics) {
        StringBuilder out = new StringBuilder(64).append('[');
        for (int i = 0; i < statics.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            Json.string(out, statics.get(i));
        }
        return out.append(']').toString();
    }
}
