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
        writeFull(out, tree);
        return out.toString();
    }

    /**
     * The changes from one tree to the next.
     *
     * @param before the tree the browser shows; null when it shows nothing yet
     * @return the diff, or null if the trees show the same
     */
    public static @Nullable String between(@Nullable Rendered before, Rendered after) {
        return message().between(before, after).json();
    }

    /** A message that carries more than a tree. */
    public static Message message() {
        return new Message();
    }

    /** Without the root mark: the client takes an {@code "r"} at the top of a message for a reply. */
    private static void writeFull(StringBuilder out, Rendered tree) {
        new DiffWriter(out).full(tree.template(), tree.dynamics(), false);
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
         */
        public Message between(@Nullable Rendered before, Rendered after) {
            if (out.length() > 1) {
                throw new IllegalStateException("the tree comes first in a message");
            }
            out.setLength(0);
            if (before == null || before.template() != after.template()) {
                writeFull(out, after);
            } else if (!new DiffWriter(out).changes(before.dynamics(), after.dynamics())) {
                out.append("{}");
            }
            out.setLength(out.length() - 1);
            return this;
        }

        /**
         * The changes of one stateful component.
         *
         * @param before the tree the browser shows; null when it shows nothing yet
         */
        public Message component(ComponentId id, @Nullable Rendered before, Rendered after) {
            int mark = components.length();
            components
                    .append(mark == 0 ? '{' : ',')
                    .append('"')
                    .append(id.value())
                    .append("\":");
            DiffWriter writer = new DiffWriter(components);
            if (before == null || before.template() != after.template()) {
                writer.full(after.template(), after.dynamics(), after.template().root());
            } else if (!writer.changes(before.dynamics(), after.dynamics())) {
                components.setLength(mark);
            }
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
