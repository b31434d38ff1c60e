package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Refusal;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.Ticket;
import dev.roomjar.app.signon.Pass;
import dev.roomjar.app.words.Words;

/** How far a person has come with one room. */
sealed interface Phase {

    /** They have not said who they are. */
    record Doorstep() implements Phase {}

    /** They look at themselves and choose how to come in. */
    record Preview() implements Phase {}

    /** The room asks for its password. */
    record AskedForPassword(Refusal because) implements Phase {}

    /** Somebody in the room has their name. */
    record AskedForName(Refusal because) implements Phase {}

    /** They wait until a host lets them in. */
    record Knocking(String knock) implements Phase {}

    /** They are in. */
    record Inside(String seat, Ticket ticket) implements Phase {}

    /**
     * They are out, and this is why; the words say what to do.
     *
     * @param reason one word for programs, such as the page around a frame
     */
    record Over(String reason, String heading, String advice, boolean mayComeBack) implements Phase {

        static Over left(Words t) {
            return new Over("left", t.say("room.over.left"), t.say("room.over.left.how"), true);
        }

        static Over elsewhere(Words t) {
            return new Over("elsewhere", t.say("room.over.elsewhere"), t.say("room.takenover"), true);
        }

        static Over out(Words t, RoomEvent.Out.Why why) {
            return switch (why) {
                case REMOVED -> new Over("removed", t.say("room.over.removed"), t.say("room.over.removed.how"), true);
                case BANNED -> new Over("banned", t.say("room.over.removed"), t.say("room.refused.banned"), false);
                case ROOM_ENDED -> new Over("ended", t.say("room.over.ended"), t.say("room.over.ended.how"), false);
            };
        }

        /** The link that they came with is not good. */
        static Over link(Words t, Pass.Why why) {
            return new Over("link", t.say("room.over.refused"), t.say(why.text()), false);
        }

        /** There is no frame for them to be in, and here is why. */
        static Over embeddingOff(Words t) {
            return new Over("off", t.say("framed.off"), t.say("framed.off.how"), false);
        }
    }

    /**
     * Where somebody begins.
     *
     * @param invitedOnly whether nobody comes in whom nothing signed brings
     */
    static Phase beginning(Words t, Newcomer newcomer, boolean invitedOnly) {
        if (newcomer.refused().isPresent()) {
            return Over.link(t, newcomer.refused().get());
        }
        if (invitedOnly && newcomer.invitedAs() == null) {
            return refused(t, new Refusal.InvitedOnly());
        }
        return newcomer.visitor() == null ? new Doorstep() : new Preview();
    }

    /** What a refused person meets. */
    static Phase refused(Words t, Refusal refusal) {
        return switch (refusal) {
            case Refusal.PasswordNeeded _, Refusal.WrongPassword _, Refusal.TooManyAttempts _ ->
                new AskedForPassword(refusal);
            case Refusal.NameTaken _ -> new AskedForName(refusal);
            default ->
                new Over(
                        "refused",
                        t.say("room.over.refused"),
                        Refusals.say(t, refusal),
                        !(refusal instanceof Refusal.InvitedOnly));
        };
    }

    /** One word for programs. */
    default String word() {
        return switch (this) {
            case Doorstep _, AskedForName _ -> "name";
            case Preview _ -> "preview";
            case AskedForPassword _ -> "password";
            case Knocking _ -> "waiting";
            case Inside _ -> "inside";
            case Over _ -> "over";
        };
    }
}
