package dev.roomjar.opentok;

import dev.roomjar.media.Admission;
import dev.roomjar.media.MediaServer;
import dev.roomjar.opentok.live.LiveSessions;
import dev.roomjar.opentok.session.Input;
import dev.roomjar.opentok.session.Limits;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/**
 * An OpenTok-compatible platform for one project: makes sessions and tokens, and moderates the sessions that live in this
 * process. Browsers reach it through the routes that {@code signalling.OpenTokRoutes} mounts.
 *
 * <p>A session needs no registration: it comes into being when the first client connects with a valid token, wherever that
 * was minted, and ends when the last one has left. So tokens and session ids outlive a restart.
 *
 * <p>Thread rule: every method may be called from any thread and returns at once; what it asks for happens shortly after.
 */
public final class OpenTok implements AutoCloseable {
    private final Project project;
    private final LiveSessions sessions;
    private final InstantSource clock;
    private final RandomGenerator random;

    private OpenTok(Project project, MediaServer media, Limits limits, InstantSource clock, RandomGenerator random) {
        this.project = project;
        this.sessions = new LiveSessions(project, media, limits, clock, random);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the platform.
     *
     * @param media carries the sessions' audio and video; stays the caller's to close, after this
     */
    public static OpenTok create(Project project, MediaServer media) {
        return create(project, media, Limits.defaults());
    }

    /** Opens the platform with limits of its own. */
    public static OpenTok create(Project project, MediaServer media, Limits limits) {
        return new OpenTok(project, media, limits, InstantSource.system(), new SecureRandom());
    }

    public Project project() {
        return project;
    }

    /** A new session id. */
    public String createSession() {
        return SessionId.mint(project, clock.instant(), random).value();
    }

    /**
     * A new token, in the JWT form of today's OpenTok server SDKs.
     *
     * @throws IllegalArgumentException where the session id is not one, or is another project's
     */
    public String token(String sessionId, TokenOptions options) {
        SessionId parsed = SessionId.parse(sessionId)
                .orElseThrow(() -> new IllegalArgumentException("\"" + sessionId
                        + "\" is not a session id: use one that createSession() or an OpenTok server SDK gave"));
        return Token.mint(project, parsed, options, clock.instant(), random);
    }

    /** Whether the media server wants newcomers in this session now, which need not have begun. */
    public Admission admission(String sessionId) {
        return sessions.admission(sessionId);
    }

    /** A stream that is published now. Whoever was told of a stream finds it here, until it ends. */
    public Optional<StreamInfo> stream(String sessionId, String streamId) {
        return sessions.stream(sessionId, streamId);
    }

    /** All streams that are published now. */
    public List<StreamInfo> streams(String sessionId) {
        return sessions.streams(sessionId);
    }

    /**
     * What a session carries, per stream and per subscription, counted now on the media loops.
     *
     * @return nothing in it where nobody is in the session; does not complete where the media server is closed meanwhile
     */
    public CompletionStage<SessionStatistics> statistics(String sessionId) {
        return sessions.statistics(sessionId);
    }

    /** Throws a client out: it is told {@code forceDisconnected}. Nothing happens where there is no such connection. */
    public void forceDisconnect(String sessionId, String connectionId) {
        sessions.post(sessionId, new Input.Evict(connectionId));
    }

    /** Throws out every client whose token was minted with the given data, as {@link #forceDisconnect} does. */
    public void disconnectByData(String sessionId, String data) {
        sessions.post(sessionId, new Input.EvictByData(data));
    }

    /**
     * Lets a stream's sound and picture through to other clients, or not, whatever its own client sends: what {@link
     * #forceMuteStream} asks for, this makes sure of. Both pass at first. Nothing happens where there is no such stream.
     */
    public void gate(String sessionId, String streamId, boolean audio, boolean video) {
        sessions.post(sessionId, new Input.Gate(streamId, audio, video));
    }

    /** Ends a stream: its client is told {@code forceUnpublished}. Nothing happens where there is no such stream. */
    public void forceUnpublish(String sessionId, String streamId) {
        sessions.post(sessionId, new Input.Unpublish(streamId));
    }

    /** Has a stream's client mute it, as a moderator does. Nothing happens where there is no such stream. */
    public void forceMuteStream(String sessionId, String streamId) {
        sessions.post(sessionId, new Input.ForceMute(streamId));
    }

    /** Has every client mute its streams, but those excluded, and whoever publishes later too. */
    public void forceMuteAll(String sessionId, Set<String> excludedStreamIds) {
        sessions.post(sessionId, new Input.ForceMuteAll(true, Set.copyOf(excludedStreamIds)));
    }

    /** Ends {@link #forceMuteAll} for whoever publishes from now on; who is muted stays so. */
    public void disableForceMute(String sessionId) {
        sessions.post(sessionId, new Input.ForceMuteAll(false, Set.of()));
    }

    /** From now on tells who speaks in any session. */
    public void addListener(SpeakerListener listener) {
        sessions.addListener(listener);
    }

    /** Ends that. */
    public void removeListener(SpeakerListener listener) {
        sessions.removeListener(listener);
    }

    /** Throws everybody out and frees the session's media. A token that is still valid can bring it into being again. */
    public void closeSession(String sessionId) {
        sessions.post(sessionId, new Input.EvictAll());
    }

    /** For transports: the sessions that clients connect to. */
    public LiveSessions sessions() {
        return sessions;
    }

    /** Ends all sessions; clients are hung up on without a word and try to come back. Closing twice is harmless. */
    @Override
    public void close() {
        sessions.close();
    }
}
