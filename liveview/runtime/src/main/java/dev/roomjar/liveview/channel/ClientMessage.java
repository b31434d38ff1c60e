package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a page sends, one frame each. Every part comes from the network and is believed only as far as the limits go. */
sealed interface ClientMessage {
    /** The socket asks whether we are there. */
    record Heartbeat(String ref) implements ClientMessage {}

    /** A page wants its view. */
    record Join(String joinRef, String ref, String topic, JoinParams params) implements ClientMessage {}

    /** A frame that is none of ours; {@code problem} goes to the log. */
    record Malformed(String problem) implements ClientMessage {}

    /** Something for a view that has been joined. */
    sealed interface ToView extends ClientMessage {
        @Nullable
        String joinRef();

        String ref();

        String topic();
    }

    /** The page no longer shows the view. */
    record Leave(@Nullable String joinRef, String ref, String topic) implements ToView {}

    /**
     * Something happened on the page.
     *
     * @param value the fields of the form or what the element or hook sent
     * @param component the number of the stateful component it is for; 0 if it is for the view itself
     */
    record Event(@Nullable String joinRef, String ref, String topic, String name, ObjectNode value, int component)
            implements ToView {}

    /**
     * The page has components that it no longer shows.
     *
     * @param components their numbers
     * @param gone false when it announces that, true when it is still so after that was answered
     */
    record ComponentsLeft(@Nullable String joinRef, String ref, String topic, List<Integer> components, boolean gone)
            implements ToView {}

    /** The visitor followed a patch link or went back to another address of the same view. */
    record LivePatch(@Nullable String joinRef, String ref, String topic, String url) implements ToView {}

    /** A message of the protocol that this server has no use for. */
    record Unsupported(@Nullable String joinRef, String ref, String topic, String event) implements ToView {}

    /**
     * What a page says of itself when it joins.
     *
     * @param url the address, on page load and reconnect
     * @param redirect the address, when another view on this topic navigated here; exactly one of the two is there
     * @param viewToken which view this page may be, signed
     * @param staticToken what its HTML was rendered with, signed
     * @param flashToken messages that a navigation brought along, signed
     * @param mounts how often this page has joined before
     * @param connect all that the page's script gave its socket to say, not proven by anything
     */
    record JoinParams(
            @Nullable String url,
            @Nullable String redirect,
            @Nullable String viewToken,
            @Nullable String staticToken,
            @Nullable String flashToken,
            int mounts,
            ObjectNode connect) {}
}
