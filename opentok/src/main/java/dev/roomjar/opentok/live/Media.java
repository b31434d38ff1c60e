package dev.roomjar.opentok.live;

import dev.roomjar.media.MediaException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What calls to the media server have in common. */
final class Media {
    private static final Logger LOG = LoggerFactory.getLogger(Media.class);

    private Media() {}

    /** Calls; an exception at once counts as one later. */
    static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    /** What a client is told of an error: the media server's own sentence, but nothing of what went wrong inside. */
    static String message(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof MediaException refusal) {
            return String.valueOf(refusal.getMessage());
        }
        LOG.error("The media server failed", cause);
        return "The media server failed; its log says why.";
    }
}
