package dev.roomjar.liveview;

import org.jspecify.annotations.Nullable;

/**
 * Sees a request for a page before its view does, and may change the visitor's session, which a view cannot. Runs on a virtual
 * thread and may block.
 */
@FunctionalInterface
public interface VisitHandler {
    /**
     * Takes what the address brings.
     *
     * @return a path on this site where the browser goes instead, so that what it brought stays in no address bar; null for
     *     the page
     * @throws StatusException to answer with an error page
     */
    @Nullable
    String handle(VisitRequest request) throws Exception;
}
