package dev.roomjar.app.server;

/** Something that whoever starts the program can put right; the message is one sentence that says how. */
public final class UserError extends RuntimeException {

    UserError(String message) {
        super(message);
    }

    UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
