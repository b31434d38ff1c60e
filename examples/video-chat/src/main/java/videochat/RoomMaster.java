package videochat;

import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.TokenOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the rooms and tells the views in them when something changes. A place belongs to the browser that took it. */
final class RoomMaster {
    record User(String name, String streamId) {}

    record Ticket(String key, String session_id, String token) {}

    private record Place(User user, String browser, Consumer<List<User>> view) {}

    private record Room(String sessionId, Map<String, Place> places) {}

    private final OpenTok openTok;
    private final Map<String, Room> rooms = new TreeMap<>();
    private final List<Consumer<List<String>>> lobby = new CopyOnWriteArrayList<>();

    RoomMaster(OpenTok openTok) {
        this.openTok = openTok;
    }

    synchronized Runnable watch(Consumer<List<String>> view) {
        lobby.add(view);
        view.accept(rooms());
        return () -> lobby.remove(view);
    }

    synchronized List<String> rooms() {
        return List.copyOf(rooms.keySet());
    }

    synchronized @Nullable Ticket join(String room, String name, String browser, Consumer<List<User>> view) {
        Room here = rooms.computeIfAbsent(room, _ -> new Room(openTok.createSession(), new LinkedHashMap<>()));
        Place taken = here.places.get(name);
        if (taken != null && !taken.browser.equals(browser)) {
            return null;
        }
        here.places.put(name, new Place(new User(name, ""), browser, view));
        tell(here);
        String token = openTok.token(here.sessionId, new TokenOptions(Role.PUBLISHER, Duration.ofHours(2), name));
        return new Ticket(Integer.toString(openTok.project().apiKey()), here.sessionId, token);
    }

    synchronized void publish(String room, String name, String streamId) {
        Room here = rooms.get(room);
        if (here != null && openTok.stream(here.sessionId, streamId).isPresent()) {
            User user = new User(name, streamId);
            here.places.computeIfPresent(name, (_, place) -> new Place(user, place.browser, place.view));
            tell(here);
        }
    }

    synchronized void leave(String room, String name, Consumer<List<User>> view) {
        Room here = rooms.get(room);
        if (here != null && here.places.values().removeIf(place -> place.view.equals(view))) {
            openTok.disconnectByData(here.sessionId, name);
            rooms.values().removeIf(empty -> empty.places.isEmpty());
            tell(here);
        }
    }

    private void tell(Room here) {
        List<User> users = here.places.values().stream().map(Place::user).toList();
        here.places.values().forEach(place -> place.view.accept(users));
        lobby.forEach(view -> view.accept(rooms()));
    }
}
