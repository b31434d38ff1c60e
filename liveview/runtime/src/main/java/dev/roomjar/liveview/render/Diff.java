package dev.roomjar.liveview.render;

import org.jspecify.annotations.Nullable;

/**
 * What to send so that a browser which shows one tree comes to show another, in the JSON that the Phoenix LiveView
 * client 1.1 and 1.2 reads. Pure functions of trees.
 */
public final class Diff {
    private Diff() {}

    /** The whole tree, for a browser that has nothing yet: the {@code rendered} of a join reply. */
    public static String full(Rendered tree) {
        StringBuilder out = new StringBuilder(1024);
        writeFull(out, tree, Placements.NONE);
        return out.toString();
    }

    /**
     * The changes from one tree to the next.
     *
     * @param before the tree the browser shows; null when it shows nothing yet
     * @return the diff, or null if the trees show the same
     */
    public static @Nullable String between(@Nullable Rendered before, Rendered after) {
        return message().between(before, after, Placements.NONE).json();
    }

    /**
     * The part of a message that is about one component.
     *
     * @param before the tree the browser shows; null when it shows nothing yet
     * @return the part, or null if the trees show the same
     */
    public static @Nullable String component(@Nullable Rendered before, Rendered after, Placements placements) {
        StringBuilder out = new StringBuilder(128);
        DiffWriter writer = new DiffWriter(out, placements);
        if (before == null || before.template() != after.template()) {
            writer.full(after.template(), after.dynamics(), after.template().root());
            return out.toString();
        }
        return writer.changes(before.dynamics(), after.dynamics()) ? out.toString() : null;
    }

    /**
     * The part of a message that is about a component the browser does not have, told as the difference from another one of the
     * same template.
     *
     * @param base the other's number: negative if the browser has it, positive if it is in the same message
     */
    public static String componentLike(int base, Rendered baseTree, Rendered after, Placements placements) {
        StringBuilder out = new StringBuilder(128);
        new DiffWriter(out, placements).fullAs(base, baseTree.dynamics(), after.dynamics());
        return out.toString();
    }

    /** A message that carries more than a tree. */
    public static Message message() {
        return new Message();
    }

    /** Without the root mark: the client takes an {@code "r"} at the top of a message for a reply. */
    private static void writeFull(StringBuilder out, Rendered tree, Placements placements) {
        new DiffWriter(out, placements).full(tree.template(), tree.dynamics(), false);
    }

    /**
     * Everything one message may carry: changes of the page and of its components, events, the page title, the reply to
     * a hook's event. JSON arguments are taken as they are, so must be well-formed. Used once, by one thread.
     */
    public static final class Message {
        private final StringBuilder out = new StringBuilder(256).append('{');
        private final StringBuilder components = new StringBuilder(0);
        private final StringBuilder events = new StringBuilder(0);

        private Message() {}

        /**
         * The changes of the page. To be called before anything else.
         *
         * @param before the tree the browser shows; null when it shows nothing yet
         * @param placements knows the components that the tree places
         */
        public Message between(@Nullable Rendered before, Rendered after, Placements placements) {
            if (out.length() > 1) {
                throw new IllegalStateException("the tree comes first in a message");
            }
            out.setLength(0);
            if (before == null || before.template() != after.template()) {
                writeFull(out, after, placements);
            } else if (!new DiffWriter(out, placements).changes(before.dynamics(), after.dynamics())) {
                out.append("{}");
            }
            out.setLength(out.length() - 1);
            return this;
        }

        /**
         * What has changed of one stateful component.
         *
         * @param part as {@link #component} or {@link #componentLike} wrote it
         */
        public Message component(int number, String part) {
            components
                    .append(components.isEmpty() ? "{\"" : ",\"")
                    .append(number)
                    .append("\":")
                    .append(part);
            return this;
        }

        /** An event for hooks and {@code window} listeners, dispatched after the page was patched. */
        public Message event(String name, String payloadJson) {
            events.append(events.isEmpty() ? "[[" : ",[");
            Json.string(events, name);
            events.append(',').append(payloadJson).append(']');
            return this;
        }

        /** A new page title. */
        public Message title(String title) {
            key("t");
            Json.string(out, title);
            return this;
        }

        /**
         * The reply to the event this message answers.
         *
         * @param json a JSON object
         */
        public Message reply(String json) {
            key("r");
            out.append(json);
            return this;
        }

        /** The message as a JSON object; null if there is nothing to tell. */
        public @Nullable String json() {
            if (!components.isEmpty()) {
                key("c");
                out.append(components).append('}');
            }
            if (!events.isEmpty()) {
                key("e");
                out.append(events).append(']');
            }
            return out.length() == 1 ? null : out.append('}').toString();
        }

        private void key(String key) {
            out.append(out.length() == 1 ? "\"" : ",\"").append(key).append("\":");
        }
    }
}
