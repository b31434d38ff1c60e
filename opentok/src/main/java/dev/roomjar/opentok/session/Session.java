package dev.roomjar.opentok.session;

import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.Token;
import dev.roomjar.opentok.TokenCheck;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * One session. Driven by one thread at a time: {@link #handle} each input, do the outputs in order, and hand in {@link
 * Input.TimePassed} at {@link #nextDeadline}.
 *
 * <p>Time is in milliseconds since the epoch, by a clock that does not go back.
 */
public final class Session {
    /** A deadline that does not come. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Limits limits;
    private final Roster roster;
    private final RequestHandler requests;
    private final MediaHandler media;
    private final ActiveSpeakers speakers;

    /** An empty session; {@code random} makes ids and secrets, so it must not be guessable. */
    public Session(Limits limits, RandomGenerator random) {
        this.limits = limits;
        this.roster = new Roster(random);
        this.requests = new RequestHandler(roster, limits);
        this.media = new MediaHandler(roster, limits);
        this.speakers = new ActiveSpeakers(roster);
    }

    /** Takes an input and says what is to be done for it. Never throws, whatever a client sent. */
    public List<Output> handle(Input input, long nowMillis) {
        switch (input) {
            case Input.Join join -> join(join, nowMillis);
            case Input.Asked asked -> asked(asked, nowMillis);
            case Input.SocketLost lost -> lost(lost, nowMillis);
            case Input.TimePassed _ -> giveUp(nowMillis);
            case Input.PublicationOpened opened -> media.opened(opened);
            case Input.PublicationRefused refused -> media.refused(refused);
            case Input.PublicationState state -> media.changed(state, nowMillis);
            case Input.LayersWanted wanted -> media.wanted(wanted);
            case Input.VideoQualityChanged changed -> media.changed(changed);
            case Input.ActiveSpeakersChanged changed -> speakers.changed(changed);
            case Input.Renegotiated renegotiated -> media.renegotiated(renegotiated);
            case Input.DescriptionRefused refused -> media.refused(refused);
            case Input.SubscriptionOpened opened -> media.opened(opened);
            case Input.SubscriptionRefused refused -> media.refused(refused);
            case Input.ReceiverOffered offered -> media.offered(offered);
            case Input.AnswerTaken taken -> roster.done(taken.replyTo());
            case Input.ReceiverState state -> media.changed(state);
            case Input.Evict evict -> evict(roster.member(evict.connectionId()));
            case Input.EvictByData evict ->
                roster.members().stream()
                        .filter(member -> member.info.data().equals(evict.data()))
                        .forEach(this::evict);
            case Input.EvictAll _ -> roster.members().forEach(this::evict);
            case Input.Gate gate -> gate(gate);
            case Input.Unpublish unpublish -> unpublish(roster.openStream(unpublish.streamId()));
            case Input.ForceMute force -> mute(roster.openStream(force.streamId()));
            case Input.ForceMuteAll force -> requests.muteAll(force.active(), force.excludedStreamIds());
        }
        speakers.prune();
        return roster.drain();
    }

    /** When {@link Input.TimePassed} is due. */
    public long nextDeadline() {
        LongStream places = roster.members().stream().mapToLong(Member::awayUntil);
        LongStream publications = roster.streams(stream -> true).stream().mapToLong(stream -> stream.failedUntil);
        return LongStream.concat(places, publications).min().orElse(NEVER);
    }

    /** Whether nobody is in it. */
    public boolean isEmpty() {
        return roster.size() == 0;
    }

    /** The streams that are published now. */
    public List<StreamInfo> streams() {
        return roster.streams(stream -> stream.open).stream().map(Session::info).toList();
    }

    /** Who is in it now. */
    public List<ConnectionInfo> connections() {
        return roster.members().stream().map(member -> member.info).toList();
    }

    /** Changes whenever {@link #streams} does. */
    public int streamChanges() {
        return roster.streamChanges();
    }

    private static StreamInfo info(Stream stream) {
        PublishedStream shown = stream.shown;
        return new StreamInfo(
                shown.streamId(),
                shown.connectionId(),
                stream.owner.info.data(),
                shown.name(),
                shown.videoType(),
                shown.hasAudio(),
                shown.hasVideo());
    }

    private void join(Input.Join join, long now) {
        ReplyTo replyTo = new ReplyTo(join.socket(), join.id());
        Member earlier = join.resume() == null ? null : roster.withSecret(join.resume(), join.token());
        if (roster.onSocket(join.socket()) != null) {
            roster.fail(replyTo, Failure.invalid("This socket is connected already: open another one."));
        } else if (earlier != null) {
            resume(earlier, join);
        } else {
            switch (join.check()) {
                case TokenCheck.Accepted accepted -> enter(accepted.token(), join, replyTo, now);
                case TokenCheck.Refused refused -> roster.fail(replyTo, failure(refused));
            }
        }
    }

    /** The failure that a client is shown for a token that opens nothing. */
    public static Failure failure(TokenCheck.Refused refused) {
        return switch (refused.reason()) {
            case EXPIRED -> Failure.tokenExpired(refused.message());
            case MALFORMED, WRONG_KEY, WRONG_SESSION, BAD_SIGNATURE -> Failure.authentication(refused.message());
        };
    }

    private void enter(Token token, Input.Join join, ReplyTo replyTo, long now) {
        if (roster.size() >= limits.connections()) {
            roster.fail(
                    replyTo,
                    Failure.connectFailed("The session is full: it has " + limits.connections() + " connections."));
            return;
        }
        Member member = new Member(
                new ConnectionInfo(roster.newId(), now, token.data()),
                token.role(),
                join.token(),
                roster.newSecret(),
                new RateLimit(limits.signalsPerSecond(), limits.signalsAtOnce()),
                join.socket());
        roster.add(member);
        welcome(member, join.id(), false);
        roster.tellOthers(member, new Message.ConnectionCreated(member.info));
    }

    private void resume(Member member, Input.Join join) {
        if (!member.isAway()) {
            roster.tell(member, new Message.SessionDisconnected(Reason.NETWORK_DISCONNECTED));
            roster.output(new Output.HangUp(member.socket()));
        }
        roster.comeBack(member, join.socket());
        welcome(member, join.id(), true);
        if (member.unanswered != null) {
            roster.tell(member, member.unanswered);
        }
        roster.streams(stream -> stream.owner == member && stream.muteDue)
                .forEach(stream -> roster.mute(stream, false));
        roster.streams(stream -> stream.owner == member && stream.open && stream.wanted != null)
                .forEach(stream -> roster.tell(member, Objects.requireNonNull(stream.wanted)));
        roster.subscriptions(subscription -> subscription.owner == member).forEach(roster::tellQuality);
    }

    private void welcome(Member member, long id, boolean resumed) {
        List<ConnectionInfo> others = roster.members().stream()
                .filter(other -> other != member)
                .map(other -> other.info)
                .toList();
        List<PublishedStream> streams = roster.streams(stream -> stream.open).stream()
                .map(stream -> stream.shown)
                .toList();
        roster.tell(
                member,
                new Message.Connected(id, member.info, member.role, others, streams, member.resumeSecret, resumed));
        speakers.welcome(member);
    }

    private void asked(Input.Asked asked, long now) {
        Member member = roster.onSocket(asked.socket());
        ReplyTo replyTo = new ReplyTo(asked.socket(), asked.request().id());
        if (member == null) {
            roster.fail(replyTo, Failure.notConnected());
        } else {
            requests.handle(member, replyTo, asked.request(), now);
        }
    }

    private void lost(Input.SocketLost lost, long now) {
        Member member = roster.onSocket(lost.socket());
        if (member == null) {
            return;
        }
        if (lost.left()) {
            roster.remove(member, Reason.CLIENT_DISCONNECTED);
        } else {
            roster.goAway(member, now + limits.resume().toMillis());
        }
    }

    private void giveUp(long now) {
        roster.members().stream()
                .filter(member -> member.awayUntil() <= now)
                .forEach(member -> roster.remove(member, Reason.NETWORK_DISCONNECTED));
        roster.streams(stream -> stream.failedUntil <= now)
                .forEach(stream -> roster.remove(stream, Reason.NETWORK_DISCONNECTED, true));
    }

    private void mute(@Nullable Stream stream) {
        if (stream != null) {
            roster.mute(stream, false);
        }
    }

    private void unpublish(@Nullable Stream stream) {
        if (stream != null) {
            roster.remove(stream, Reason.FORCE_UNPUBLISHED, true);
        }
    }

    private void gate(Input.Gate gate) {
        Stream stream = roster.openStream(gate.streamId());
        if (stream != null && (stream.letsAudio != gate.audio() || stream.letsVideo != gate.video())) {
            stream.letsAudio = gate.audio();
            stream.letsVideo = gate.video();
            roster.output(new Output.Gate(gate.streamId(), gate.audio(), gate.video()));
            roster.subscriptions(subscription -> subscription.stream == stream && subscription.open)
                    .forEach(subscription -> roster.output(subscription.flow()));
        }
    }

    private void evict(@Nullable Member member) {
        if (member != null) {
            requests.evict(member);
        }
    }
}
