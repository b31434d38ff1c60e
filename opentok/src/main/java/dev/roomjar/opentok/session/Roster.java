package dev.roomjar.opentok.session;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Who and what is in the session, and what is to be done about it: shared by the handlers of one {@link Session}. */
final class Roster {
    private static final int SECRET_BYTES = 24;

    private final RandomGenerator random;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<Long, Member> bySocket = new HashMap<>();
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private List<Output> outputs = new ArrayList<>();
    private int streamChanges;
    private boolean muted;

    Roster(RandomGenerator random) {
        this.random = random;
    }

    // Who is here.

    List<Member> members() {
        return List.copyOf(members.values());
    }

    int size() {
        return members.size();
    }

    @Nullable
    Member member(String connectionId) {
        return members.get(connectionId);
    }

    @Nullable
    Member onSocket(long socket) {
        return bySocket.get(socket);
    }

    @Nullable
    Member withSecret(String resume, String token) {
        for (Member member : members.values()) {
            if (member.resumeSecret.equals(resume) && member.token.equals(token)) {
                return member;
            }
        }
        return null;
    }

    void add(Member member) {
        members.put(member.id(), member);
        bySocket.put(member.socket(), member);
    }

    void goAway(Member member, long until) {
        bySocket.remove(member.socket());
        member.goAway(until);
    }

    void comeBack(Member member, long socket) {
        if (!member.isAway()) {
            bySocket.remove(member.socket());
        }
        member.comeBack(socket);
        bySocket.put(socket, member);
    }

    /** Ends a connection: first its streams, then itself. The caller tells the client and hangs up. */
    void remove(Member member, Reason reason) {
        for (Stream stream : streams(stream -> stream.owner == member)) {
            remove(stream, reason, false);
        }
        subscriptions.values().removeIf(subscription -> subscription.owner == member);
        if (member.receiving) {
            outputs.add(new Output.CloseReceiver(member.id()));
        }
        members.remove(member.id());
        if (!member.isAway()) {
            bySocket.remove(member.socket());
        }
        tellAll(new Message.ConnectionDestroyed(member.id(), reason));
    }

    // What is published.

    int streamChanges() {
        return streamChanges;
    }

    List<Stream> streams(Predicate<Stream> which) {
        return streams.values().stream().filter(which).toList();
    }

    @Nullable
    Stream stream(String streamId) {
        return streams.get(streamId);
    }

    @Nullable
    Stream openStream(String streamId) {
        Stream stream = streams.get(streamId);
        return stream == null || !stream.open ? null : stream;
    }

    void add(Stream stream) {
        streams.put(stream.id(), stream);
    }

    /** Makes a stream's latest look visible to those who ask from outside. */
    void show(Stream stream, PublishedStream shown) {
        stream.shown = shown;
        streamChanges++;
    }

    /** Ends a stream and its subscriptions. */
    void remove(Stream stream, Reason reason, boolean tellOwner) {
        streams.remove(stream.id());
        streamChanges++;
        for (Subscription subscription : subscriptions(it -> it.stream == stream)) {
            remove(subscription);
            if (!subscription.open) {
                fail(subscription.opener, Failure.streamDestroyed(stream.id()));
            }
        }
        outputs.add(new Output.ClosePublication(stream.id()));
        if (stream.open) {
            Message destroyed = new Message.StreamDestroyed(stream.id(), reason);
            members.values().stream()
                    .filter(member -> tellOwner || member != stream.owner)
                    .forEach(member -> tell(member, destroyed));
        } else {
            fail(stream.opener, Failure.streamDestroyed(stream.id()));
        }
    }

    /** Drops a stream that the media server has not taken. */
    void forget(Stream stream) {
        streams.remove(stream.id());
    }

    /** Whether a moderator muted everybody, newcomers too. */
    boolean isMuted() {
        return muted;
    }

    void muted(boolean all) {
        muted = all;
    }

    /** Has a stream's publisher mute it, now or when it is back. */
    void mute(Stream stream, boolean all) {
        stream.muteDue = stream.owner.isAway();
        tell(stream.owner, new Message.MuteForced(stream.id(), all));
    }

    // Who gets what.

    List<Subscription> subscriptions(Predicate<Subscription> which) {
        return subscriptions.values().stream().filter(which).toList();
    }

    @Nullable
    Subscription subscription(String subscriptionId) {
        return subscriptions.get(subscriptionId);
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.id, subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription.id);
        outputs.add(new Output.CloseSubscription(subscription.owner.id(), subscription.id));
    }

    /** Forgets the subscriptions of a receiving peer connection that has ended by itself. */
    void forgetSubscriptions(Member member) {
        for (Subscription subscription : subscriptions(it -> it.owner == member)) {
            subscriptions.remove(subscription.id);
            if (!subscription.open) {
                fail(subscription.opener, Failure.server("The receiving peer connection was closed."));
            }
        }
    }

    // What is to be done.

    void output(Output output) {
        outputs.add(output);
    }

    List<Output> drain() {
        List<Output> drained = outputs;
        outputs = new ArrayList<>();
        return drained;
    }

    void tell(Member member, Message message) {
        if (!member.isAway()) {
            outputs.add(new Output.Tell(member.socket(), message));
        }
    }

    /** Tells a subscriber of its quality, unless it knows or is away. */
    void tellQuality(Subscription subscription) {
        if (subscription.quality != subscription.toldQuality && !subscription.owner.isAway()) {
            subscription.toldQuality = subscription.quality;
            tell(subscription.owner, new Message.VideoQualityChanged(subscription.id, subscription.quality));
        }
    }

    void tellAll(Message message) {
        members.values().forEach(member -> tell(member, message));
    }

    void tellOthers(Member one, Message message) {
        members.values().stream().filter(member -> member != one).forEach(member -> tell(member, message));
    }

    void reply(ReplyTo replyTo, Message message) {
        outputs.add(new Output.Tell(replyTo.socket(), message));
    }

    void done(ReplyTo replyTo) {
        reply(replyTo, new Message.Done(replyTo.id()));
    }

    void fail(ReplyTo replyTo, Failure failure) {
        reply(replyTo, new Message.Failed(replyTo.id(), failure));
    }

    String newId() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
