package dev.roomjar.liveview;

/**
 * Handles a plain HTML form, the one way for a page to change the visitor's session. Runs on a virtual thread and may block.
 */
@FunctionalInterface
public interface FormHandler {
    /**
     * Does what the form asks for.
     *
     * @return where the browser goes next: a path on this site
     * @throws StatusException to answer with an error page
     */
    String handle(FormRequest request) throws Exception;
}
