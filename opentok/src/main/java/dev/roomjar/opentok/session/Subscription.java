package dev.roomjar.opentok.session;

import dev.roomjar.media.VideoQuality;

/** A stream on its way to a connection. */
final class Subscription {
    final String id;
    final Member owner;
    final Stream stream;
    final ReplyTo opener;
    boolean open;
    boolean audio;
    boolean video;

    VideoQuality quality = VideoQuality.SUFFICIENT;

    /** The quality that its owner knows of. */
    VideoQuality toldQuality = VideoQuality.SUFFICIENT;

    Subscription(String id, Member owner, Stream stream, ReplyTo opener, boolean audio, boolean video) {
        this.id = id;
        this.owner = owner;
        this.stream = stream;
        this.opener = opener;
        this.audio = audio;
        this.video = video;
    }

    /** What its connection wants, as far as the stream may be received at all. */
    Output.SwitchSubscription flow() {
        return new Output.SwitchSubscription(owner.id(), id, audio && stream.letsAudio, video && stream.letsVideo);
    }
}
