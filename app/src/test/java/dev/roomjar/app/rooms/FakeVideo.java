package dev.roomjar.app.rooms;

import dev.roomjar.media.Admission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A video platform that only remembers what it was asked. */
public final class FakeVideo implements Video {

    final List<String> disconnected = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final List<String> unpublished = new CopyOnWriteArrayList<>();
    final Map<String, String> gates = new ConcurrentHashMap<>();
    volatile Admission admission = Admission.OPEN;
    private final Map<String, Consumer<List<String>>> listeners = new ConcurrentHashMap<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private final Set<String> streams = ConcurrentHashMap.newKeySet();

    /** From now on the seat publishes this stream. */
    public void publishes(String sessionId, String seat, String streamId) {
        streams.add(sessionId + "/" + seat + "/" + streamId);
    }

    @Override
    public String apiKey() {
        return "100";
    }

    @Override
    public String createSession() {
        return "session-" + sessions.incrementAndGet();
    }

    @Override
    public Admission admission(String sessionId) {
        return admission;
    }

    @Override
    public String token(String sessionId, String seat) {
        return "TOKEN-" + sessionId + "-" + seat;
    }

    @Override
    public boolean owns(String sessionId, String seat, String streamId) {
        return streams.contains(sessionId + "/" + seat + "/" + streamId);
    }

    @Override
    public void hear(String sessionId, Consumer<List<String>> speakers) {
        listeners.put(sessionId, speakers);
    }

    /** These seats speak now. */
    public void speak(String sessionId, String... seats) {
        listeners.getOrDefault(sessionId, _ -> {}).accept(List.of(seats));
    }

    @Override
    public void gate(String sessionId, String streamId, boolean microphone, boolean camera) {
        gates.put(streamId, ((microphone ? "microphone " : "") + (camera ? "camera" : "")).strip());
    }

    @Override
    public void unpublish(String sessionId, String streamId) {
        unpublished.add(streamId);
    }

    @Override
    public void disconnect(String sessionId, String seat) {
        disconnected.add(seat);
    }

    @Override
    public void close(String sessionId) {
        closed.add(sessionId);
    }
}
