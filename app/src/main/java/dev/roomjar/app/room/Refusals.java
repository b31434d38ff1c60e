package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Refusal;
import dev.roomjar.app.words.Words;

/** What a person is told who could not come into a room. */
final class Refusals {

    private Refusals() {}

    /** Why somebody in a room goes on with the name that they have. */
    static String sayOfRename(Words t, Refusal refusal) {
        return refusal instanceof Refusal.NameTaken(Name taken) ? t.say("people.rename.taken", taken) : say(t, refusal);
    }

    static String say(Words t, Refusal refusal) {
        return switch (refusal) {
            case Refusal.NameTaken(var name) -> t.say("room.refused.name", name);
            case Refusal.RoomFull(int people) -> t.say("room.refused.full", people);
            case Refusal.TooManyRooms(int rooms) -> t.say("room.refused.rooms", rooms);
            case Refusal.ServerBusy() -> t.say("room.refused.busy");
            case Refusal.ServerStopping() -> t.say("room.refused.stopping");
            case Refusal.PasswordNeeded() -> t.say("room.refused.password.needed");
            case Refusal.WrongPassword() -> t.say("room.refused.password.wrong");
            case Refusal.TooManyAttempts() -> t.say("room.refused.attempts");
            case Refusal.Locked() -> t.say("room.refused.locked");
            case Refusal.Banned() -> t.say("room.refused.banned");
            case Refusal.NotLetIn() -> t.say("room.refused.denied");
            case Refusal.RoomEnded() -> t.say("room.refused.ended");
            case Refusal.InvitedOnly() -> t.say("signon.required");
            case Refusal.NameVouched() -> t.say("signon.name");
            case Refusal.TooManyWaiting() -> t.say("room.refused.waiting");
        };
    }
}
