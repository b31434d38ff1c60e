package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Refusal;

/** What a person is told who could not stay in a room. */
final class Words {

    static final String TAKEN_OVER = "You joined this room in another window, so this one has left it.";

    private Words() {}

    static String stopping(long seconds) {
        return seconds < 90
                ? "This server will be restarted: the call ends in " + seconds + " seconds at the latest."
                : "This server will be restarted: the call ends in " + Math.ceilDiv(seconds, 60)
                        + " minutes at the latest.";
    }

    static String of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NameTaken(var name) ->
                "Somebody in that room is called " + name + " already. Change your name, then join again.";
            case Refusal.RoomFull(int people) ->
                "That room is full: it holds " + people + " people. Try again when somebody has left.";
            case Refusal.TooManyRooms(int rooms) ->
                "No more rooms can be opened: there are " + rooms + " already. Join one of them, or try again later.";
            case Refusal.PasswordNeeded(), Refusal.WrongPassword() -> "That room asks for a password.";
            case Refusal.TooManyAttempts() -> "Too many wrong passwords were tried. Try again in a minute.";
            case Refusal.Locked() -> "That room is locked: nobody new can come in.";
            case Refusal.Banned() -> "You were removed from that room and cannot come back.";
            case Refusal.NotLetIn() -> "The host did not let you in.";
            case Refusal.RoomEnded() -> "That room has ended.";
            case Refusal.TooManyWaiting() -> "Too many people wait already. Try again later.";
            case Refusal.ServerBusy() -> "This server has all the calls that it can carry. Try again in a few minutes.";
            case Refusal.ServerStopping() ->
                "This server is about to be restarted and lets nobody new in. Try again in a few minutes.";
        };
    }
}
