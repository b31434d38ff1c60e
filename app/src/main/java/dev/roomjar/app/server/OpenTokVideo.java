package dev.roomjar.app.server;

import dev.roomjar.app.rooms.Video;
import dev.roomjar.media.Admission;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.StreamInfo;
import dev.roomjar.opentok.TokenOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Rooms' video by our own OpenTok platform: the seat is the connection data of its token. */
final class OpenTokVideo implements Video {

    /** A page that stays open longer joins its room anew whenever it reconnects, and gets a new token. */
    private static final Duration TOKEN_LIFE = Duration.ofDays(2);

    private final OpenTok openTok;
    private final Map<String, Consumer<List<String>>> listeners = new ConcurrentHashMap<>();

    OpenTokVideo(OpenTok openTok) {
        this.openTok = openTok;
        openTok.addListener(this::speaking);
    }

    private void speaking(String sessionId, List<StreamInfo> speakers) {
        Consumer<List<String>> listener = listeners.get(sessionId);
        if (listener != null) {
            listener.accept(speakers.stream().map(StreamInfo::connectionData).toList());
        }
    }

    @Override
    public String apiKey() {
        return Integer.toString(openTok.project().apiKey());
    }

    @Override
    public String createSession() {
        return openTok.createSession();
    }

    @Override
    public Admission admission(String sessionId) {
        return openTok.admission(sessionId);
    }

    @Override
    public String token(String sessionId, String seat) {
        return openTok.token(sessionId, new TokenOptions(Role.PUBLISHER, TOKEN_LIFE, seat));
    }

    @Override
    public boolean owns(String sessionId, String seat, String streamId) {
        return openTok.stream(sessionId, streamId)
                .filter(stream -> stream.connectionData().equals(seat))
                .isPresent();
    }

    @Override
    public void hear(String sessionId, Consumer<List<String>> speakers) {
        listeners.put(sessionId, speakers);
    }

    @Override
    public void gate(String sessionId, String streamId, boolean microphone, boolean camera) {
        openTok.gate(sessionId, streamId, microphone, camera);
    }

    @Override
    public void unpublish(String sessionId, String streamId) {
        openTok.forceUnpublish(sessionId, streamId);
    }

    @Override
    public void disconnect(String sessionId, String seat) {
        openTok.disconnectByData(sessionId, seat);
    }

    @Override
    public void close(String sessionId) {
        listeners.remove(sessionId);
        openTok.closeSession(sessionId);
    }
}
