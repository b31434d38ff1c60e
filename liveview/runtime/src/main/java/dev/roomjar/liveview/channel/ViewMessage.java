package dev.roomjar.liveview.channel;

/** What a view's actor receives. */
sealed interface ViewMessage {
    /** The page joins; always the first message. */
    record Mount(String ref) implements ViewMessage {}

    /** The page sent something. */
    record FromPage(ClientMessage.ToView message) implements ViewMessage {}

    /** Somebody has something to be run on the view's thread. */
    record Run(Runnable task) implements ViewMessage {}

    /** A template has changed. */
    record RenderAgain() implements ViewMessage {}

    /** Another join took the topic. */
    record Replaced() implements ViewMessage {}

    /** The page sends more than it may. */
    record OverLimit() implements ViewMessage {}

    /** The socket is gone. */
    record Disconnected() implements ViewMessage {}
}
