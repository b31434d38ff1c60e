package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Invitations.Reading;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.words.Words;
import org.jspecify.annotations.Nullable;

/** What somebody is told of the invitation that their link carries. */
public record Invited(boolean good, String words) {

    /** With nothing to say where there is none. */
    static Invited say(Words t, @Nullable Reading invitation) {
        return switch (invitation) {
            case null -> new Invited(true, "");
            case Reading.Valid(Standing as) ->
                new Invited(true, t.say(as == Standing.HOST ? "preview.invited.host" : "preview.invited.guest"));
            case Reading.Expired() -> new Invited(false, t.say("preview.invited.expired"));
            case Reading.Unknown() -> new Invited(false, t.say("preview.invited.unknown"));
        };
    }
}
