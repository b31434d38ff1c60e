package dev.roomjar.opentok.session;

import dev.roomjar.opentok.Capability;

/**
 * An error as the OpenTok API shows it.
 *
 * @param name the name that programs test
 * @param code the old number
 * @param message a sentence for whoever writes the client: what was wrong and what to do instead
 */
public record Failure(String name, int code, String message) {

    public static Failure authentication(String message) {
        return new Failure("OT_AUTHENTICATION_ERROR", 1004, message);
    }

    public static Failure tokenExpired(String message) {
        return new Failure("OT_TOKEN_EXPIRED", 1004, message);
    }

    public static Failure invalidSessionId(String message) {
        return new Failure("OT_INVALID_SESSION_ID", 1005, message);
    }

    public static Failure connectFailed(String message) {
        return new Failure("OT_CONNECT_FAILED", 1006, message);
    }

    public static Failure notConnected() {
        return new Failure("OT_NOT_CONNECTED", 1010, "The client is not connected to a session: connect first.");
    }

    public static Failure invalid(String message) {
        return new Failure("OT_INVALID_PARAMETER", 1011, message);
    }

    /** A signal that cannot be sent; the code is that of the signal API: 400, 404 or 413. */
    static Failure signal(int code, String message) {
        return new Failure("OT_INVALID_PARAMETER", code, message);
    }

    public static Failure tooMany(String message) {
        return new Failure("OT_PERMISSION_DENIED", 429, message);
    }

    static Failure denied(Capability capability) {
        int code = switch (capability) {
            case PUBLISH -> 1500;
            case SUBSCRIBE -> 1600;
            case SIGNAL -> 1550;
            case FORCE_DISCONNECT -> 1520;
            case FORCE_UNPUBLISH -> 1530;
            case FORCE_MUTE -> 1540;
        };
        return new Failure(
                "OT_PERMISSION_DENIED",
                code,
                "The role of this token does not allow to " + capability.property() + ": mint one with another role.");
    }

    static Failure noStream(String streamId) {
        return new Failure("OT_STREAM_NOT_FOUND", 1604, "There is no stream \"" + abbreviated(streamId) + "\" here.");
    }

    static Failure notOwner(String streamId) {
        return new Failure(
                "OT_STREAM_NOT_FOUND",
                1604,
                "The stream \"" + abbreviated(streamId) + "\" is published by another connection.");
    }

    static Failure noSubscription(String subscriptionId) {
        return invalid("This connection has no subscription \"" + abbreviated(subscriptionId) + "\".");
    }

    static Failure noConnection(String connectionId) {
        return invalid("There is no connection \"" + abbreviated(connectionId) + "\" in the session.");
    }

    static Failure streamDestroyed(String streamId) {
        return new Failure("OT_STREAM_DESTROYED", 1600, "The stream \"" + abbreviated(streamId) + "\" has ended.");
    }

    static Failure streamLimit(String message) {
        return new Failure("OT_STREAM_LIMIT_EXCEEDED", 1605, message);
    }

    static Failure streamCreate(String message) {
        return new Failure("OT_STREAM_CREATE_FAILED", 1500, message);
    }

    static Failure description(String message) {
        return new Failure("OT_SET_REMOTE_DESCRIPTION_FAILED", 1600, message);
    }

    public static Failure server(String message) {
        return new Failure("OT_UNEXPECTED_SERVER_RESPONSE", 2001, message);
    }

    /** What a client sent comes back in messages and logs; it might be as long as a frame. */
    private static String abbreviated(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "…";
    }
}
