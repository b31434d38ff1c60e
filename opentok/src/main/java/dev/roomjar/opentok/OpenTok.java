package dev.roomjar.opentok;

import dev.roomjar.media.MediaServer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
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
    private final InstantSource clock;
    private final RandomGenerator random;

    private OpenTok(Project project, InstantSource clock, RandomGenerator random) {
        this.project = project;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens the platform.
     *
     * @param media carries the sessions' audio and video; stays the caller's to close, after this
     */
    public static OpenTok create(Project project, MediaServer media) {
        return new OpenTok(project, InstantSource.system(), new SecureRandom());
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

    /** A stream that is published now. */
    public Optional<StreamInfo> stream(String sessionId, String streamId) {
        return Optional.empty();
    }

    /** Throws a client out: it is told {@code forceDisconnected}. Nothing happens where there is no such connection. */
    public void forceDisconnect(String sessionId, String connectionId) {}

    /** Throws out every client whose token was minted with the given data, as {@link #forceDisconnect} does. */
    public void disconnectByData(String sessionId, String data) {}

    /** Throws everybody out and frees the session's media. A token that is still valid can bring it into being again. */
    public void closeSession(String sessionId) {}

    /** Ends all sessions. Closing twice is harmless. */
    @Override
    public void close() {}
}
