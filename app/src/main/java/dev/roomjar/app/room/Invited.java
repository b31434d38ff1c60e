package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Invitations.Reading;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.words.Words;

/** What somebody is told of the invitation that their link carries. */
public record Invited(boolean good, String words) {

    /** With nothing to say where there is none. */
    static Invited say(Words t, Newcomer newcomer) {
        Standing as = newcomer.invitedAs();
        if (as != null) {
            return new Invited(true, t.say(as == Standing.HOST ? "preview.invited.host" : "preview.invited.guest"));
        }
        return switch (newcomer.invitation()) {
            case null -> new Invited(true, "");
            case Reading.Valid _ -> new Invited(true, "");
            case Reading.Expired() -> new Invited(false, t.say("preview.invited.expired"));
            case Reading.Unknown() -> new Invited(false, t.say("preview.invited.unknown"));
        };
    }
}
