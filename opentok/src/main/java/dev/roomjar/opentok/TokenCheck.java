package dev.roomjar.opentok;

/** What came of reading a token. */
public sealed interface TokenCheck {

    /** The token is genuine and opens its session now. */
    record Accepted(Token token) implements TokenCheck {}

    /**
     * The token opens nothing.
     *
     * @param message a sentence for whoever writes the client; it never repeats the token
     */
    record Refused(Reason reason, String message) implements TokenCheck {}

    /** Why a token opens nothing. */
    enum Reason {
        /** It is not a token in any dialect. */
        MALFORMED,
        /** It is for another API key. */
        WRONG_KEY,
        /** It is for another session. */
        WRONG_SESSION,
        /** It was not signed with this project's secret, or was changed afterwards. */
        BAD_SIGNATURE,
        /** Its time is over. */
        EXPIRED
    }

    static Refused malformed(String why) {
        return new Refused(Reason.MALFORMED, "The token cannot be used: " + why + ".");
    }

    static Refused wrongKey() {
        return new Refused(Reason.WRONG_KEY, "The token is for another API key.");
    }

    /** The refusal of a token that is genuine, but opens another session than the one asked for. */
    public static Refused otherSession() {
        return new Refused(Reason.WRONG_SESSION, "The token is for another session.");
    }

    static Refused badSignature() {
        return new Refused(
                Reason.BAD_SIGNATURE, "The token was not signed with this project's secret, or was changed since.");
    }
}
