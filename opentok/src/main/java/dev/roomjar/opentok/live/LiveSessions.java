package dev.roomjar.opentok.live;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.PlayerListener;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.SessionId;
import dev.roomjar.opentok.SessionStatistics;
import dev.roomjar.opentok.SpeakerListener;
import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.Token;
import dev.roomjar.opentok.TokenCheck;
import dev.roomjar.opentok.session.Failure;
import dev.roomjar.opentok.session.Input;
import dev.roomjar.opentok.session.Limits;
import dev.roomjar.opentok.session.Message;
import dev.roomjar.opentok.session.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions that have somebody in them. A session comes into being when the first client connects with a valid token and
 * ends when the last connection is gone. May be called from any thread; nothing blocks.
 */
public final class LiveSessions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSessions.class);

    private final Project project;
    private final MediaServer media;
    private final Surroundings surroundings;
    private final ConcurrentHashMap<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong lastSocket = new AtomicLong();
    private final List<SpeakerListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public LiveSessions(
            Project project, MediaServer media, Limits limits, InstantSource clock, RandomGenerator random) {
        this.project = project;
        this.media = media;
        this.surroundings = new Surroundings(
                limits,
                clock,
                random,
                Thread.ofVirtual().name("opentok-session-", 0)::start,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("opentok-timer").factory()));
    }

    /**
     * Lets a client into its session, or tells it why not.
     *
     * @return the client's end; empty where it was refused at once
     */
    public Optional<LiveClient> connect(ClientSocket socket, ConnectRequest request) {
        Optional<SessionId> sessionId = SessionId.parse(request.sessionId()).filter(project::owns);
        if (sessionId.isEmpty()) {
            return refuse(
                    socket, request, Failure.invalidSessionId("The session id is malformed or of another API key."));
        }
        if (!project.isNamed(request.apiKey())) {
            return refuse(socket, request, Failure.authentication("There is no such API key here."));
        }
        TokenCheck check = check(sessionId.get(), request.token());
        Optional<LiveSession> session = expecting(sessionId.get(), check);
        if (session.isEmpty()) {
            return refuse(
                    socket,
                    request,
                    check instanceof TokenCheck.Refused refused
                            ? Session.failure(refused)
                            : Failure.connectFailed("The server cannot open the session now: try again."));
        }
        Input.Join join =
                new Input.Join(lastSocket.incrementAndGet(), request.id(), request.token(), check, request.resume());
        return Optional.of(session.get().enter(socket, join));
    }

    /** Whether the media server wants newcomers in the session. */
    public Admission admission(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .map(LiveSession::admission)
                .orElseGet(media::admission);
    }

    /** Publishes in the place of a client that does not speak our signalling; see {@link Ingest}. */
    public CompletionStage<Ingest> ingest(
            ConnectRequest connect, Ingest.Description described, String offer, Runnable ended) {
        return Ingest.open(this, connect, described, offer, ended);
    }

    /**
     * Lets a peer watch streams of a session that has somebody in it.
     *
     * @param places how many streams it should be able to watch at once
     * @return fails with {@link MediaException}, where nobody is in the session as well
     */
    public CompletionStage<Egress> play(String sessionId, String offer, int places, PlayerListener listener) {
        LiveSession session = sessions.get(sessionId);
        return session == null
                ? CompletableFuture.failedStage(new MediaException("Nobody is in the session " + sessionId + "."))
                : session.play(offer, places, listener);
    }

    public List<StreamInfo> streams(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId))
                .map(LiveSession::streams)
                .orElse(List.of());
    }

    public Optional<StreamInfo> stream(String sessionId, String streamId) {
        return Optional.ofNullable(sessions.get(sessionId)).flatMap(session -> session.stream(streamId));
    }

    /** What a session carries now. */
    public CompletionStage<SessionStatistics> statistics(String sessionId) {
        LiveSession session = sessions.get(sessionId);
        return session == null ? CompletableFuture.completedStage(SessionStatistics.NOTHING) : session.statistics();
    }

    /** From now on tells who speaks in any session. */
    public void addListener(SpeakerListener listener) {
        listeners.add(listener);
    }

    /** Ends that. */
    public void removeListener(SpeakerListener listener) {
        listeners.remove(listener);
    }

    /** Tells a session something; nothing happens where nobody is in it. */
    public void post(String sessionId, Input input) {
        LiveSession session = sessions.get(sessionId);
        if (session != null) {
            session.post(input);
        }
    }

    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(LiveSession::end);
        sessions.clear();
        surroundings.timers().shutdownNow();
    }

    private static Optional<LiveClient> refuse(ClientSocket socket, ConnectRequest request, Failure failure) {
        socket.send(new Message.Failed(request.id(), failure));
        return Optional.empty();
    }

    private TokenCheck check(SessionId sessionId, String text) {
        return switch (Token.verify(project, text, surroundings.clock().instant())) {
            case TokenCheck.Accepted accepted
            when !accepted.token().sessionId().equals(sessionId) -> TokenCheck.otherSession();
            case TokenCheck.Accepted accepted -> accepted;
            case TokenCheck.Refused refused -> refused;
        };
    }

    /** The session, kept alive for one more client. A refused token makes no session, but may resume in one. */
    private Optional<LiveSession> expecting(SessionId sessionId, TokenCheck check) {
        try {
            return Optional.ofNullable(sessions.compute(sessionId.value(), (_, there) -> {
                boolean wanted = check instanceof TokenCheck.Accepted && !closed;
                LiveSession session = there == null && wanted ? open(sessionId) : there;
                if (session != null) {
                    session.expect();
                }
                return session;
            }));
        } catch (RuntimeException noMedia) {
            LOG.error("The media server cannot open a session", noMedia);
            return Optional.empty();
        }
    }

    private LiveSession open(SessionId sessionId) {
        return new LiveSession(
                surroundings,
                media::openSession,
                speakers -> listeners.forEach(listener -> listener.activeSpeakersChanged(sessionId.value(), speakers)),
                empty -> retire(sessionId.value(), empty));
    }

    private void retire(String sessionId, LiveSession empty) {
        sessions.computeIfPresent(sessionId, (_, there) -> {
            boolean over = there == empty && empty.expectsNobody();
            if (over) {
                empty.end();
            }
            return over ? null : there;
        });
    }
}
