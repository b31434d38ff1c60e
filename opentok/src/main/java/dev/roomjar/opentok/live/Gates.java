package dev.roomjar.opentok.live;

import dev.roomjar.media.Player;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the program lets through of each stream, for players; the subscriptions of pages are switched by the session itself. Lives
 * on the session's mailbox.
 */
final class Gates {
    private static final Gate OPEN = new Gate(true, true);

    /** Streams of which something is held back. */
    private final Map<String, Gate> gates = new HashMap<>();

    /** What is in the places of each player, for as long as somebody has the player. */
    private final Map<Player, Map<Integer, String>> watched = new WeakHashMap<>();

    private record Gate(boolean audio, boolean video) {}

    void set(String streamId, boolean audio, boolean video) {
        Gate gate = new Gate(audio, video);
        if (gate.equals(OPEN)) {
            gates.remove(streamId);
        } else {
            gates.put(streamId, gate);
        }
        watched.forEach((player, places) -> places.forEach((place, shown) -> {
            if (shown.equals(streamId)) {
                player.switchTo(place, audio, video);
            }
        }));
    }

    /** A player is about to be shown a stream, or nothing. */
    void watches(Player player, int place, @Nullable String streamId) {
        Map<Integer, String> places = watched.computeIfAbsent(player, _ -> new HashMap<>());
        if (streamId == null) {
            places.remove(place);
        } else {
            places.put(place, streamId);
        }
    }

    /** The player was shown the stream: what is held back of it is held back here too. */
    void apply(Player player, int place, String streamId) {
        Gate gate = gates.get(streamId);
        if (gate != null) {
            player.switchTo(place, gate.audio(), gate.video());
        }
    }

    /** The stream has ended. */
    void forget(String streamId) {
        gates.remove(streamId);
    }
}
