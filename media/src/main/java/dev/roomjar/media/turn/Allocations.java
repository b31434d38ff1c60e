package dev.roomjar.media.turn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All allocations, by client and by relay socket, and how many each user has. */
final class Allocations {
    private final Map<FiveTuple, Allocation> byClient = new HashMap<>();
    private final Map<RelaySocket, Allocation> bySocket = new HashMap<>();
    private final Map<String, Integer> byUser = new HashMap<>();

    int size() {
        return byClient.size();
    }

    int ofUser(String username) {
        return byUser.getOrDefault(TurnCredentials.id(username), 0);
    }

    /** The living allocation of a client; null where it has none. */
    @Nullable
    Allocation find(FiveTuple client, long nowNanos) {
        return living(byClient.get(client), nowNanos);
    }

    @Nullable
    Allocation find(RelaySocket socket, long nowNanos) {
        return living(bySocket.get(socket), nowNanos);
    }

    private static @Nullable Allocation living(@Nullable Allocation allocation, long nowNanos) {
        return allocation == null || allocation.isExpired(nowNanos) ? null : allocation;
    }

    void add(Allocation allocation) {
        byClient.put(allocation.client(), allocation);
        bySocket.put(allocation.socket(), allocation);
        byUser.merge(TurnCredentials.id(allocation.username()), 1, Integer::sum);
    }

    /** Ends a client's allocation, expired or not; false where there is none. */
    boolean remove(FiveTuple client) {
        Allocation allocation = byClient.remove(client);
        if (allocation == null) {
            return false;
        }
        forget(allocation);
        return true;
    }

    /** Ends all that have expired; returns how many. */
    int removeExpired(long nowNanos) {
        return removeIf(allocation -> allocation.isExpired(nowNanos));
    }

    /** Ends all; returns how many. */
    int removeAll() {
        return removeIf(_ -> true);
    }

    private int removeIf(Predicate<Allocation> condition) {
        List<Allocation> ended = byClient.values().stream().filter(condition).toList();
        ended.forEach(allocation -> remove(allocation.client()));
        return ended.size();
    }

    private void forget(Allocation allocation) {
        bySocket.remove(allocation.socket());
        byUser.computeIfPresent(TurnCredentials.id(allocation.username()), (_, count) -> count == 1 ? null : count - 1);
        allocation.socket().close();
    }
}
