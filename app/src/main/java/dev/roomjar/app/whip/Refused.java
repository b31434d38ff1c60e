package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.Refusal;

/** A request that is answered with an error; the message is the answer's text, for the person in front of the encoder. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_RETRY = 0;

    private final int status;
    private final int retrySeconds;

    Refused(int status, String message) {
        this(status, message, NO_RETRY);
    }

    private Refused(int status, String message, int retrySeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retrySeconds = retrySeconds;
    }

    /** What may go well a little later. */
    static Refused forNow(int status, String message, int retrySeconds) {
        return new Refused(status, message, retrySeconds);
    }

    static Refused of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NameTaken(var name) ->
                new Refused(409, "Somebody in that room is called " + name + " already. Publish under another name.");
            case Refusal.RoomFull(int people) ->
                forNow(503, "That room is full: it holds " + people + " people. Try again when somebody has left.", 30);
            case Refusal.TooManyRooms(int rooms) ->
                forNow(503, "No more rooms can be opened: there are " + rooms + " already. Try again later.", 60);
            case Refusal.PasswordNeeded(),
                    Refusal.WrongPassword(),
                    Refusal.TooManyAttempts(),
                    Refusal.NotLetIn(),
                    Refusal.InvitedOnly(),
                    Refusal.NameVouched(),
                    Refusal.RoomEnded(),
                    Refusal.TooManyWaiting() -> new Refused(403, "The room lets nobody in just now.");
            case Refusal.Locked() -> new Refused(403, "That room is locked. Ask a host to unlock it.");
            case Refusal.Banned() -> new Refused(403, "A host has put this name out of that room for good.");
            case Refusal.ServerBusy() ->
                forNow(503, "This server has all the calls that it can carry. Try again in a few minutes.", 60);
            case Refusal.ServerStopping() ->
                forNow(503, "This server is about to be restarted and lets nobody new in. Try again later.", 60);
        };
    }

    int status() {
        return status;
    }

    /** After how many seconds to try again; 0: trying the same again is of no use. */
    int retrySeconds() {
        return retrySeconds;
    }
}
