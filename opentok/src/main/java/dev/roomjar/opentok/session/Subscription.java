package dev.roomjar.opentok.session;

/** A stream on its way to a connection. */
final class Subscription {
    final String id;
    final Member owner;
    final Stream stream;
    final ReplyTo opener;
    boolean open;
    boolean audio;
    boolean video;

    Subscription(String id, Member owner, Stream stream, ReplyTo opener, boolean audio, boolean video) {
        this.id = id;
        this.owner = owner;
        this.stream = stream;
        this.opener = opener;
        this.audio = audio;
        this.video = video;
    }
}
