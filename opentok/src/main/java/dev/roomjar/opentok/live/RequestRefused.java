package dev.roomjar.opentok.live;

import dev.roomjar.opentok.session.Failure;

/** A session refused what a client of this process asked for. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    RequestRefused(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
