package dev.roomjar.opentok.live;

import dev.roomjar.opentok.session.Failure;
import dev.roomjar.opentok.session.Message;
import dev.roomjar.opentok.session.Request;
import dev.roomjar.opentok.session.VideoDimensions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One stream published by something that does not speak our signalling, an encoder for instance: this process is the client of
 * the session in its place, and only session descriptions go through. To everybody else it is a connection with a stream like
 * any other. Thread rule: any thread.
 */
public final class Ingest implements ClientSocket, AutoCloseable {
    private final Runnable ended;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable LiveClient client;
    private volatile String streamId = "";
    private volatile String answer = "";

    private Ingest(Runnable ended) {
        this.ended = ended;
    }

    /**
     * What is published.
     *
     * @param name shown to everybody in the session
     * @param videoType {@code camera}, {@code screen} or {@code custom}
     */
    public record Description(String name, String videoType, boolean hasAudio, boolean hasVideo) {}

    /**
     * Connects and publishes.
     *
     * @param connect with a token that may publish
     * @param offer the encoder's session description
     * @param ended told once when the stream is over for any reason but {@link #close}; may be called before the result is there
     * @return fails with {@link RequestRefused}
     */
    static CompletionStage<Ingest> open(
            LiveSessions sessions, ConnectRequest connect, Description described, String offer, Runnable ended) {
        Ingest ingest = new Ingest(ended);
        CompletableFuture<Message> connected = ingest.waitFor(connect.id());
        ingest.client = sessions.connect(ingest, connect).orElse(null);
        CompletionStage<Message> published = connected.thenCompose(welcome -> ingest.ask(id -> new Request.Publish(
                id,
                described.name(),
                described.videoType(),
                described.hasAudio(),
                described.hasVideo(),
                VideoDimensions.UNKNOWN,
                offer)));
        return published.thenApply(reply -> ingest).whenComplete((opened, refused) -> {
            if (refused != null) {
                ingest.close();
            }
        });
    }

    /** The session's name for the stream. */
    public String streamId() {
        return streamId;
    }

    /** The answer to the encoder's latest offer. */
    public String answer() {
        return answer;
    }

    /** Takes a later offer of the same peer connection, an ICE restart for instance, and gives its answer. */
    public CompletionStage<String> renegotiate(String offer) {
        return ask(id -> new Request.Renegotiate(id, streamId, offer)).thenApply(reply -> answer);
    }

    /** Stops publishing and leaves the session. Closing twice is harmless. */
    @Override
    public void close() {
        over.set(true);
        leave();
    }

    private CompletableFuture<Message> ask(LongFunction<Request> request) {
        LiveClient asked = client;
        if (asked == null) {
            return CompletableFuture.failedFuture(new RequestRefused(Failure.notConnected()));
        }
        long id = ids.decrementAndGet();
        CompletableFuture<Message> reply = waitFor(id);
        asked.ask(request.apply(id));
        return reply;
    }

    private CompletableFuture<Message> waitFor(long id) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        return reply;
    }

    @Override
    public void send(Message message) {
        switch (message) {
            case Message.Connected connected -> replied(connected.id(), connected);
            case Message.Done done -> replied(done.id(), done);
            case Message.Subscribed subscribed -> replied(subscribed.id(), subscribed);
            case Message.Published published -> {
                streamId = published.stream().streamId();
                answer = published.sdp();
                replied(published.id(), published);
            }
            case Message.Answered answered -> {
                answer = answered.sdp();
                replied(answered.id(), answered);
            }
            case Message.Failed failed -> failed(failed);
            case Message.StreamDestroyed destroyed when destroyed.streamId().equals(streamId) -> end();
            case Message.SessionDisconnected _ -> end();
            // An encoder is told nothing of the others, and has no switch of its own for what it sends.
            case Message.StreamDestroyed _,
                    Message.ConnectionCreated _,
                    Message.ConnectionDestroyed _,
                    Message.StreamCreated _,
                    Message.StreamPropertyChanged _,
                    Message.Offered _,
                    Message.MediaState _,
                    Message.LayersWanted _,
                    Message.VideoQualityChanged _,
                    Message.MuteForced _,
                    Message.MuteState _,
                    Message.ActiveSpeakers _,
                    Message.Signalled _,
                    Message.Ping _ -> {}
        }
    }

    private void replied(long id, Message message) {
        CompletableFuture<Message> reply = waiting.remove(id);
        if (reply != null) {
            reply.complete(message);
        }
    }

    private void failed(Message.Failed failed) {
        CompletableFuture<Message> reply = failed.id() == null ? null : waiting.remove(failed.id());
        if (reply != null) {
            reply.completeExceptionally(new RequestRefused(failed.failure()));
        }
    }

    @Override
    public void hangUp() {
        end();
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            leave();
            ended.run();
        }
        RequestRefused lost = new RequestRefused(Failure.notConnected());
        waiting.values().forEach(reply -> reply.completeExceptionally(lost));
        waiting.clear();
    }

    private void leave() {
        LiveClient leaving = client;
        if (leaving != null) {
            client = null;
            leaving.lost(true);
        }
    }
}
