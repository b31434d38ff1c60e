package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.View;

/**
 * Thrown by {@code mount}, {@code handleParams} or a form handler when there is no page to show: the visitor gets the
 * error page of this HTTP status instead. A connected view that throws it makes the browser load that page.
 */
public final class StatusException extends RuntimeException implements View.Refusal {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * Refuses a page.
     *
     * @param status an HTTP status from 400 to 499
     * @param message for the log; visitors do not see it
     */
    public StatusException(int status, String message) {
        super(message);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("a page is refused with a status from 400 to 499, not with " + status);
        }
        this.status = status;
    }

    /** 404: what the address names does not exist. */
    public static StatusException notFound(String message) {
        return new StatusException(404, message);
    }

    /** 403: this visitor may not see it. */
    public static StatusException forbidden(String message) {
        return new StatusException(403, message);
    }

    /** The HTTP status, 400 to 499. */
    @Override
    public int status() {
        return status;
    }
}
