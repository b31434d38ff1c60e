package dev.roomjar.app.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In which order others stand on one person's stage. It is the order of arrival, until somebody speaks who is not on the first
 * page: they change places with whoever there has been silent for longest. Nobody else moves.
 */
final class StageLayout {
    private final List<String> order = new ArrayList<>();
    private final Map<String, Long> spoke = new HashMap<>();
    private long turn;

    /** Takes who is here, in the order of arrival: newcomers stand last. */
    void follow(List<String> seats) {
        Set<String> here = new HashSet<>(seats);
        order.removeIf(seat -> !here.contains(seat));
        spoke.keySet().retainAll(here);
        Set<String> known = new HashSet<>(order);
        seats.stream().filter(seat -> !known.contains(seat)).forEach(order::add);
    }

    /** Takes who speaks, the loudest first. */
    void hear(List<String> speakers) {
        for (String seat : speakers.reversed()) {
            if (order.contains(seat)) {
                spoke.put(seat, ++turn);
            }
        }
    }

    /**
     * Brings those who speak among the first.
     *
     * @param first how many stand on the first page
     * @param large who is shown apart and so takes no place there
     */
    void bringForward(List<String> speakers, int first, Collection<String> large) {
        for (String seat : speakers) {
            List<String> places = without(large);
            if (places.indexOf(seat) < first) { // there already, or nowhere
                continue;
            }
            places.stream()
                    .limit(first)
                    .filter(there -> !speakers.contains(there))
                    .min(Comparator.comparingLong(this::lastTurn))
                    .ifPresent(silent -> Collections.swap(order, order.indexOf(silent), order.indexOf(seat)));
        }
    }

    /** Those who stand on the stage but for these. */
    List<String> without(Collection<String> apart) {
        return order.stream().filter(seat -> !apart.contains(seat)).toList();
    }

    /** Who spoke last; somebody, if nobody did; empty if nobody is there. */
    Optional<String> speaker() {
        return order.stream()
                .max(Comparator.comparingLong(this::lastTurn).thenComparingInt(seat -> -order.indexOf(seat)));
    }

    private long lastTurn(String seat) {
        return spoke.getOrDefault(seat, 0L);
    }

    /** How many pages that makes; at least one. */
    static int pages(int count, int size) {
        return Math.max(1, Math.ceilDiv(count, size));
    }

    /** What stands on one page, counted from 0. */
    static <T> List<T> page(List<T> all, int number, int size) {
        int from = Math.min(all.size(), number * size);
        return List.copyOf(all.subList(from, Math.min(all.size(), from + size)));
    }
}
