package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Reaction;
import dev.roomjar.app.words.Words;

/** What reactions look like, and are called. */
public final class Reactions {

    private Reactions() {}

    /** The picture character. */
    public static String face(Reaction reaction) {
        return switch (reaction) {
            case THUMBS_UP -> "👍";
            case APPLAUSE -> "👏";
            case HEART -> "❤️";
            case LAUGHTER -> "😂";
            case SURPRISE -> "😮";
            case PARTY -> "🎉";
        };
    }

    /** What it is called. */
    public static String say(Words t, Reaction reaction) {
        return t.say(
                switch (reaction) {
                    case THUMBS_UP -> "more.reaction.thumb";
                    case APPLAUSE -> "more.reaction.applause";
                    case HEART -> "more.reaction.heart";
                    case LAUGHTER -> "more.reaction.laughter";
                    case SURPRISE -> "more.reaction.surprise";
                    case PARTY -> "more.reaction.party";
                });
    }
}
