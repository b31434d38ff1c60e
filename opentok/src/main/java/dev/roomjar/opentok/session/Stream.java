package dev.roomjar.opentok.session;

import org.jspecify.annotations.Nullable;

/** A stream of the session: first being opened by the media server, then published. */
final class Stream {
    final Member owner;
    final ReplyTo opener;
    PublishedStream shown;
    boolean open;

    /** When it is given up since its media failed; {@link Session#NEVER} while it works. */
    long failedUntil = Session.NEVER;

    /** What its publisher was told last of the layers to send; null: nothing yet. */
    Message.@Nullable LayersWanted wanted;

    /** Whether its publisher is to be told that it is muted once it is back. */
    boolean muteDue;

    /** Whether the program that embeds the platform lets its sound and its picture through. */
    boolean letsAudio = true;

    boolean letsVideo = true;

    Stream(Member owner, ReplyTo opener, PublishedStream shown) {
        this.owner = owner;
        this.opener = opener;
        this.shown = shown;
    }

    String id() {
        return shown.streamId();
    }
}
