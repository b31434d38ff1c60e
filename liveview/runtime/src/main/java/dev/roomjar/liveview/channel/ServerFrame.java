package dev.roomjar.liveview.channel;

import org.jspecify.annotations.Nullable;

/** What a page receives, one frame each. Payloads are JSON text. */
sealed interface ServerFrame {
    /** The answer to the message with the same reference. */
    record Reply(@Nullable String joinRef, String ref, String topic, boolean ok, String response)
            implements ServerFrame {}

    /** Something the page did not ask for. */
    record Push(String joinRef, @Nullable String ref, String topic, String event, String payload)
            implements ServerFrame {}

    /** An answer that says no more than that all is well. */
    static Reply done(@Nullable String joinRef, String ref, String topic) {
        return new Reply(joinRef, ref, topic, true, "{}");
    }

    /** A refusal. */
    static Reply refused(@Nullable String joinRef, String ref, String topic, String reason) {
        return new Reply(joinRef, ref, topic, false, "{\"reason\":" + Wire.text(reason) + "}");
    }

    /** The channel ended in an orderly way. */
    static Push closed(String joinRef, String topic) {
        return new Push(joinRef, joinRef, topic, "phx_close", "{}");
    }

    /** The channel ended by a fault; the page joins again. */
    static Push crashed(String joinRef, String topic) {
        return new Push(joinRef, joinRef, topic, "phx_error", "{\"reason\":\"channel_crash\"}");
    }
}
