package dev.roomjar.opentok.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.opentok.Capability;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does what connected clients ask for, where their role allows it. */
final class RequestHandler {
    private static final Set<String> VIDEO_TYPES = Set.of("camera", "screen", "custom");
    private static final int MAX_NAME = 1000;

    private final Roster roster;
    private final Limits limits;

    RequestHandler(Roster roster, Limits limits) {
        this.roster = roster;
        this.limits = limits;
    }

    void handle(Member member, ReplyTo replyTo, Request request, long now) {
        Capability needed = needed(request);
        if (needed != null && !member.role.may(needed)) {
            roster.fail(replyTo, Failure.denied(needed));
            return;
        }
        switch (request) {
            case Request.Publish publish -> publish(member, replyTo, publish, now);
            case Request.Renegotiate renegotiate -> renegotiate(member, replyTo, renegotiate);
            case Request.UpdateStream update -> update(member, replyTo, update);
            case Request.Unpublish unpublish -> unpublish(member, replyTo, unpublish);
            case Request.Subscribe subscribe -> subscribe(member, replyTo, subscribe);
            case Request.UpdateSubscription update -> update(member, replyTo, update);
            case Request.Wish wish -> wish(member, replyTo, wish);
            case Request.Unsubscribe unsubscribe -> unsubscribe(member, replyTo, unsubscribe);
            case Request.Answer answer -> answer(member, replyTo, answer);
            case Request.RestartIce _ -> restartIce(member, replyTo);
            case Request.Signal signal -> signal(member, replyTo, signal, now);
            case Request.ForceDisconnect force -> forceDisconnect(replyTo, force);
            case Request.ForceUnpublish force -> forceUnpublish(replyTo, force);
            case Request.ForceMute force -> forceMute(replyTo, force);
            case Request.ForceMuteAll force -> {
                muteAll(force.active(), force.excludedStreamIds());
                roster.done(replyTo);
            }
            case Request.Disconnect _ -> disconnect(member, replyTo);
        }
    }

    /** Ends a connection against its will. */
    void evict(Member member) {
        roster.tell(member, new Message.SessionDisconnected(Reason.FORCE_DISCONNECTED));
        if (!member.isAway()) {
            roster.output(new Output.HangUp(member.socket()));
        }
        roster.remove(member, Reason.FORCE_DISCONNECTED);
    }

    private static @Nullable Capability needed(Request request) {
        return switch (request) {
            case Request.Publish _, Request.Renegotiate _, Request.UpdateStream _, Request.Unpublish _ ->
                Capability.PUBLISH;
            case Request.Subscribe _, Request.UpdateSubscription _, Request.Unsubscribe _ -> Capability.SUBSCRIBE;
            case Request.Wish _, Request.Answer _, Request.RestartIce _ -> Capability.SUBSCRIBE;
            case Request.Signal _ -> Capability.SIGNAL;
            case Request.ForceDisconnect _ -> Capability.FORCE_DISCONNECT;
            case Request.ForceUnpublish _ -> Capability.FORCE_UNPUBLISH;
            case Request.ForceMute _, Request.ForceMuteAll _ -> Capability.FORCE_MUTE;
            case Request.Disconnect _ -> null;
        };
    }

    private void publish(Member member, ReplyTo replyTo, Request.Publish publish, long now) {
        if (!VIDEO_TYPES.contains(publish.videoType())) {
            roster.fail(replyTo, Failure.invalid("A stream's videoType is one of camera, screen, custom."));
        } else if (publish.name().length() > MAX_NAME) {
            roster.fail(replyTo, Failure.invalid("A stream's name has at most " + MAX_NAME + " characters."));
        } else if (roster.streams(stream -> stream.owner == member).size() >= limits.streamsPerConnection()) {
            roster.fail(
                    replyTo,
                    Failure.streamLimit("A connection publishes at most " + limits.streamsPerConnection()
                            + " streams: unpublish one first."));
        } else {
            Stream stream = new Stream(
                    member,
                    replyTo,
                    new PublishedStream(
                            roster.newId(),
                            member.id(),
                            publish.name(),
                            publish.videoType(),
                            publish.hasAudio(),
                            publish.hasVideo(),
                            publish.videoDimensions(),
                            now));
            roster.add(stream);
            roster.output(new Output.OpenPublication(stream.id(), publish.sdp()));
        }
    }

    private void renegotiate(Member member, ReplyTo replyTo, Request.Renegotiate renegotiate) {
        Stream stream = owned(member, replyTo, renegotiate.streamId());
        if (stream != null) {
            roster.output(new Output.Renegotiate(stream.id(), replyTo, renegotiate.sdp()));
        }
    }

    private void update(Member member, ReplyTo replyTo, Request.UpdateStream update) {
        Stream stream = owned(member, replyTo, update.streamId());
        if (stream == null) {
            return;
        }
        PublishedStream before = stream.shown;
        if (update.hasAudio() != null && update.hasAudio() != before.hasAudio()) {
            roster.show(stream, stream.shown.hasAudio(update.hasAudio()));
            changed(stream, new Message.PropertyChange.HasAudio(before.hasAudio(), update.hasAudio()));
        }
        if (update.hasVideo() != null && update.hasVideo() != before.hasVideo()) {
            roster.show(stream, stream.shown.hasVideo(update.hasVideo()));
            changed(stream, new Message.PropertyChange.HasVideo(before.hasVideo(), update.hasVideo()));
        }
        VideoDimensions size = update.videoDimensions();
        if (size != null && !size.equals(before.videoDimensions())) {
            roster.show(stream, stream.shown.videoDimensions(size));
            changed(stream, new Message.PropertyChange.Dimensions(before.videoDimensions(), size));
        }
        roster.done(replyTo);
    }

    private void changed(Stream stream, Message.PropertyChange change) {
        roster.tellAll(new Message.StreamPropertyChanged(stream.id(), change));
    }

    private void unpublish(Member member, ReplyTo replyTo, Request.Unpublish unpublish) {
        Stream stream = owned(member, replyTo, unpublish.streamId());
        if (stream != null) {
            roster.remove(stream, Reason.CLIENT_DISCONNECTED, false);
            roster.done(replyTo);
        }
    }

    private void subscribe(Member member, ReplyTo replyTo, Request.Subscribe subscribe) {
        Stream stream = existing(replyTo, subscribe.streamId());
        if (stream == null) {
            return;
        }
        int already = roster.subscriptions(it -> it.owner == member).size();
        if (already >= limits.subscriptionsPerConnection()) {
            roster.fail(
                    replyTo,
                    Failure.streamLimit("A connection has at most " + limits.subscriptionsPerConnection()
                            + " subscriptions: unsubscribe one first."));
            return;
        }
        Subscription subscription =
                new Subscription(roster.newId(), member, stream, replyTo, subscribe.audio(), subscribe.video());
        roster.add(subscription);
        member.receiving = true;
        roster.output(new Output.OpenSubscription(member.id(), subscription.id, stream.id()));
    }

    private void update(Member member, ReplyTo replyTo, Request.UpdateSubscription update) {
        Subscription subscription = ownedSubscription(member, replyTo, update.subscriptionId());
        if (subscription != null) {
            subscription.audio = update.audio() == null ? subscription.audio : update.audio();
            subscription.video = update.video() == null ? subscription.video : update.video();
            roster.output(subscription.flow());
            roster.done(replyTo);
        }
    }

    private void wish(Member member, ReplyTo replyTo, Request.Wish wish) {
        Subscription subscription = ownedSubscription(member, replyTo, wish.subscriptionId());
        if (subscription != null) {
            roster.output(new Output.Wish(member.id(), subscription.id, wish.wishes()));
            roster.done(replyTo);
        }
    }

    private void unsubscribe(Member member, ReplyTo replyTo, Request.Unsubscribe unsubscribe) {
        Subscription subscription = ownedSubscription(member, replyTo, unsubscribe.subscriptionId());
        if (subscription != null) {
            roster.remove(subscription);
            roster.done(replyTo);
        }
    }

    private void answer(Member member, ReplyTo replyTo, Request.Answer answer) {
        if (member.unanswered == null || member.unanswered.revision() != answer.revision()) {
            roster.done(replyTo);
            return;
        }
        member.unanswered = null;
        roster.output(new Output.TakeAnswer(member.id(), replyTo, answer.revision(), answer.sdp()));
    }

    private void restartIce(Member member, ReplyTo replyTo) {
        if (member.receiving) {
            roster.output(new Output.RestartIce(member.id()));
        }
        roster.done(replyTo);
    }

    private void signal(Member member, ReplyTo replyTo, Request.Signal signal, long now) {
        if (bytes(signal.signalType()) > limits.signalTypeBytes()) {
            roster.fail(
                    replyTo,
                    Failure.signal(413, "A signal's type has at most " + limits.signalTypeBytes() + " bytes."));
        } else if (bytes(signal.data()) > limits.signalDataBytes()) {
            roster.fail(
                    replyTo,
                    Failure.signal(413, "A signal's data has at most " + limits.signalDataBytes() + " bytes."));
        } else if (!member.signals.take(now)) {
            roster.fail(
                    replyTo,
                    Failure.tooMany("A connection sends at most " + limits.signalsPerSecond() + " signals a second."));
        } else {
            deliver(member, replyTo, signal);
        }
    }

    private void deliver(Member member, ReplyTo replyTo, Request.Signal signal) {
        Message signalled = new Message.Signalled(signal.signalType(), signal.data(), member.id());
        String to = signal.to();
        if (to == null) {
            roster.tellAll(signalled);
        } else {
            Member receiver = roster.member(to);
            if (receiver == null) {
                roster.fail(replyTo, Failure.signal(404, "The signal's receiver is not connected to the session."));
                return;
            }
            roster.tell(receiver, signalled);
        }
        roster.done(replyTo);
    }

    private void forceDisconnect(ReplyTo replyTo, Request.ForceDisconnect force) {
        Member member = roster.member(force.connectionId());
        if (member == null) {
            roster.fail(replyTo, Failure.noConnection(force.connectionId()));
        } else {
            roster.done(replyTo);
            evict(member);
        }
    }

    private void forceUnpublish(ReplyTo replyTo, Request.ForceUnpublish force) {
        Stream stream = existing(replyTo, force.streamId());
        if (stream != null) {
            roster.remove(stream, Reason.FORCE_UNPUBLISHED, true);
            roster.done(replyTo);
        }
    }

    private void forceMute(ReplyTo replyTo, Request.ForceMute force) {
        Stream stream = existing(replyTo, force.streamId());
        if (stream != null) {
            roster.mute(stream, false);
            roster.done(replyTo);
        }
    }

    /** Mutes every stream but those excluded, and those to come; or lets those to come be. */
    void muteAll(boolean active, Set<String> excludedStreamIds) {
        roster.muted(active);
        if (active) {
            roster.streams(stream -> stream.open && !excludedStreamIds.contains(stream.id()))
                    .forEach(stream -> roster.mute(stream, true));
        }
        roster.tellAll(new Message.MuteState(active));
    }

    private void disconnect(Member member, ReplyTo replyTo) {
        roster.done(replyTo);
        roster.output(new Output.HangUp(replyTo.socket()));
        roster.remove(member, Reason.CLIENT_DISCONNECTED);
    }

    private @Nullable Stream existing(ReplyTo replyTo, String streamId) {
        Stream stream = roster.openStream(streamId);
        if (stream == null) {
            roster.fail(replyTo, Failure.noStream(streamId));
        }
        return stream;
    }

    private @Nullable Stream owned(Member member, ReplyTo replyTo, String streamId) {
        Stream stream = existing(replyTo, streamId);
        if (stream != null && stream.owner != member) {
            roster.fail(replyTo, Failure.notOwner(streamId));
            return null;
        }
        return stream;
    }

    private @Nullable Subscription ownedSubscription(Member member, ReplyTo replyTo, String subscriptionId) {
        Subscription subscription = roster.subscription(subscriptionId);
        if (subscription == null || subscription.owner != member || !subscription.open) {
            roster.fail(replyTo, Failure.noSubscription(subscriptionId));
            return null;
        }
        return subscription;
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(UTF_8).length;
    }
}
