package dev.roomjar.app.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be undone, last started first, each with a moment of its own so that the whole stays under two seconds. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
    private static final long PATIENCE_MS = 400;

    private record Part(String name, Supplier<CompletionStage<?>> stop) {}

    private final Deque<Part> parts = new ArrayDeque<>();

    synchronized void add(String name, Supplier<CompletionStage<?>> stop) {
        parts.push(new Part(name, stop));
    }

    /** Runs once; later calls find nothing left to do. */
    synchronized void run() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.stop().get().toCompletableFuture().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException slow) {
                LOG.debug("Not waiting any longer for {} to stop", part.name());
            } catch (ExecutionException | RuntimeException failed) {
                LOG.warn("Stopping {} failed", part.name(), failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
