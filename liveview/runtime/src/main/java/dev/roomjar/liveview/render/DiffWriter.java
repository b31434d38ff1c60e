package dev.roomjar.liveview.render;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees and their differences as the client reads them:
 *
 * <pre>
 * Struct = {"s":[statics] | index, "r":1?, "0":Node, …}        new; without "s": changes of what is there
 * Keyed  = {"s":…, "k":{"0":Row, …, "km":true?, "kc":count}, "stream":[…]?, "p":{index:[statics]}?}
 * Row    = {"0":Node, …} new or changed | old index (moved) | [old index, changes]
 * Node   = Struct | Keyed | component number | "escaped HTML"
 * </pre>
 *
 * Two rules of the client are easily broken: a number where text is meant is taken for a component id, and moved rows
 * without {@code "km":true} make it throw (since 1.2.8). Statics that occur below a loop are written once, into the
 * {@code "p"} of the outermost loop, and referred to by index; an index is valid within its message only.
 */
final class DiffWriter {
    private final StringBuilder out;
    private final Placements placements;

    /** Statics shared below the outermost loop being written; null outside loops. */
    private @Nullable Map<Template, Integer> shared;

    /** Set where the tree compared with is another component's: the client copies no loops from there that it has not shown. */
    private boolean loopsAnew;

    DiffWriter(StringBuilder out, Placements placements) {
        this.out = out;
        this.placements = placements;
    }

    /** Writes a whole tree. */
    void full(Template template, Object[] dynamics, boolean root) {
        out.append('{');
        statics(template);
        if (root) {
            out.append(",\"r\":1");
        }
        for (int i = 0; i < dynamics.length; i++) {
            out.append(',');
            index(i);
            full(dynamics[i]);
        }
        out.append('}');
    }

    /**
     * Writes a whole tree as the difference from that of another component of the same template.
     *
     * @param base the number of that component: negative if the browser has it, positive if it is in the same message
     */
    void fullAs(int base, Object[] baseDynamics, Object[] dynamics) {
        int start = out.length();
        loopsAnew = true;
        if (changes(baseDynamics, dynamics)) {
            out.insert(start + 1, "\"s\":" + base + ',');
        } else {
            out.append("{\"s\":").append(base).append('}');
        }
    }

    /** Writes what changed between two trees of one template; writes nothing and returns false if nothing did. */
    boolean changes(Object[] before, Object[] after) {
        if (before == after) {
            return false;
        }
        int start = out.length();
        boolean changed = false;
        for (int i = 0; i < after.length; i++) {
            if (before[i] == after[i]) {
                continue;
            }
            int mark = out.length();
            out.append(changed ? ',' : '{');
            index(i);
            if (changes(before[i], after[i])) {
                changed = true;
            } else {
                out.setLength(mark);
            }
        }
        if (changed) {
            out.append('}');
        } else {
            out.setLength(start);
        }
        return changed;
    }

    private boolean changes(Object before, Object after) {
        if (before instanceof Rendered a && after instanceof Rendered b && a.template() == b.template()) {
            return changes(a.dynamics(), b.dynamics());
        }
        if (after instanceof ComponentPlace place) {
            return placed(before, place);
        }
        if (!loopsAnew && before instanceof Keyed a && after instanceof Keyed b && a.template() == b.template()) {
            if (b.stream() != null && a.stream() != null) {
                return !b.stream().isEmpty() && rows(null, b);
            }
            if (b.stream() == null && a.stream() == null) {
                return rows(a, b);
            }
        }
        if (after.equals(before)) {
            return false;
        }
        full(after);
        return true;
    }

    private boolean placed(Object before, ComponentPlace place) {
        boolean stays =
                !loopsAnew && before instanceof ComponentPlace old && old.key().equals(place.key());
        var placed = placements.place(place, stays);
        if (stays && !placed.changed()) {
            return false;
        }
        out.append(placed.number());
        return true;
    }

    private void full(Object dynamic) {
        switch (dynamic) {
            case String text -> Json.string(out, text);
            case Rendered tree ->
                full(tree.template(), tree.dynamics(), tree.template().root());
            case Keyed loop -> loop(loop);
            case ComponentPlace place ->
                out.append(placements.place(place, false).number());
            default -> throw new IllegalStateException("not a dynamic value: " + dynamic.getClass());
        }
    }

    private void loop(Keyed loop) {
        loop.requireUniqueKeys();
        out.append('{');
        statics(loop.template());
        boolean outermost = share();
        out.append(",\"k\":{");
        for (int row = 0; row < loop.size(); row++) {
            index(row);
            row(loop.row(row));
            out.append(',');
        }
        count(loop);
        stream(loop);
        endShare(outermost);
        out.append('}');
    }

    /** Writes the rows that are new, changed or moved, compared with {@code before}; with null, all of them. */
    private boolean rows(@Nullable Keyed before, Keyed after) {
        int start = out.length();
        boolean outermost = share();
        out.append("{\"k\":{");
        boolean changed = before == null || before.size() != after.size();
        boolean moved = false;
        boolean keysDiffer = before == null;
        for (int row = 0; row < after.size(); row++) {
            int old = before == null ? -1 : before.indexOf(after, row);
            int mark = out.length();
            index(row);
            boolean written = true;
            if (before == null || old < 0) {
                row(after.row(row));
                keysDiffer = true;
            } else if (old == row) {
                written = changes(before.row(old), after.row(row));
            } else {
                movedRow(before.row(old), after.row(row), old);
                moved = true;
            }
            if (written) {
                out.append(',');
                changed = true;
            } else {
                out.setLength(mark);
            }
        }
        if (keysDiffer || moved) {
            after.requireUniqueKeys();
        }
        if (!changed) {
            out.setLength(start);
            if (outermost) {
                shared = null;
            }
            return false;
        }
        if (moved) {
            out.append("\"km\":true,");
        }
        count(after);
        stream(after);
        endShare(outermost);
        out.append('}');
        return true;
    }

    private void movedRow(Object[] before, Object[] after, int old) {
        int mark = out.length();
        out.append('[').append(old).append(',');
        if (changes(before, after)) {
            out.append(']');
        } else {
            out.setLength(mark);
            out.append(old);
        }
    }

    private void row(Object[] dynamics) {
        out.append('{');
        for (int i = 0; i < dynamics.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            index(i);
            full(dynamics[i]);
        }
        out.append('}');
    }

    private void count(Keyed loop) {
        out.append("\"kc\":").append(loop.size()).append('}');
    }

    private void stream(Keyed loop) {
        var changes = loop.stream();
        if (changes != null && !changes.isEmpty()) {
            out.append(",\"stream\":");
            changes.write(out);
            placements.streamed(loop::releaseStream);
        }
    }

    private void statics(Template template) {
        out.append("\"s\":");
        if (shared == null) {
            out.append(template.json());
            return;
        }
        Integer known = shared.get(template);
        if (known == null) {
            known = shared.size();
            shared.put(template, known);
        }
        out.append(known.intValue());
    }

    private boolean share() {
        if (shared != null) {
            return false;
        }
        shared = new LinkedHashMap<>();
        return true;
    }

    private void endShare(boolean outermost) {
        if (!outermost || shared == null) {
            return;
        }
        String separator = ",\"p\":{";
        for (var entry : shared.entrySet()) {
            out.append(separator);
            index(entry.getValue());
            out.append(entry.getKey().json());
            separator = ",";
        }
        if (!shared.isEmpty()) {
            out.append('}');
        }
        shared = null;
    }

    private void index(int i) {
        out.append('"').append(i).append("\":");
    }
}
