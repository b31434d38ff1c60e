package dev.roomjar.media.allocation;

import dev.roomjar.media.Wishes.Priority;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Divides the bandwidth to one receiver among its videos.
 *
 * <ol>
 *   <li>Everything watched gets its lowest layer, by priority and then the cheapest first, before anything gets a second.
 *   <li>Then step by step the best improvement for its bits is bought: all of high priority first. Within a priority the first
 *       step that does not fit ends it, so that more bandwidth never means a lower layer for any of them.
 * </ol>
 *
 * A step up to something it does not have must leave room to spare; a step it has already needs none and comes before others
 * of about the same merit. Thread rule: one thread.
 */
public final class Allocator {
    /** A step up must leave this part of its cost free, so that it is not taken back at the next wobble. */
    private static final double HEADROOM = 0.15;

    /** How much a step that one has is preferred to one that another could have. */
    private static final double LOYALTY = 1.2;

    /** The most important video goes on in its lowest layer as long as the budget is at least this part of it. */
    private static final double BEARABLE = 0.8;

    private static final Comparator<Ladder> BEST_FIRST = Comparator.<Ladder, Boolean>comparing(ladder -> !ladder.high)
            .thenComparing(
                    Comparator.<Ladder>comparingDouble(ladder -> ladder.merit).reversed())
            .thenComparingInt(ladder -> ladder.order);

    /** Who gets its lowest layer even where that does not fit. */
    public enum Lowest {
        /** Nobody. */
        FITTING,
        /** Whoever has it already: a shortage may pass. */
        HELD,
        /** Everybody: the budget is not to be trusted yet. */
        ALL
    }

    private final PriorityQueue<Ladder> queue = new PriorityQueue<>(BEST_FIRST);
    private long budget;
    private long used;

    public Allocator() {}

    /**
     * Decides for all; the answers are in the demands.
     *
     * @param bitsPerSecond what there is for video; {@link Long#MAX_VALUE}: no limit
     * @param demands all videos of one receiver, their {@link LayerForecast}s refreshed
     */
    public void allocate(long bitsPerSecond, List<VideoDemand> demands, Lowest lowest) {
        divide(bitsPerSecond, demands, lowest, true);
        divide(bitsPerSecond, demands, lowest, false);
    }

    /** What the last run gave in all, in bits per second. */
    public long used() {
        return used;
    }

    private void divide(long bitsPerSecond, List<VideoDemand> demands, Lowest lowest, boolean possible) {
        budget = bitsPerSecond;
        used = 0;
        prepare(demands, possible);
        if (allFits(demands, possible)) {
            for (int i = 0; i < demands.size(); i++) {
                Ladder ladder = ladder(demands.get(i), possible);
                ladder.climbToTop();
                used += ladder.bits();
            }
        } else {
            giveLowest(demands, lowest, possible);
            improve(demands, possible);
        }
        for (int i = 0; i < demands.size(); i++) {
            ladder(demands.get(i), possible).keep();
        }
    }

    private static Ladder ladder(VideoDemand demand, boolean possible) {
        return possible ? demand.possible : demand.present;
    }

    private static void prepare(List<VideoDemand> demands, boolean possible) {
        for (int i = 0; i < demands.size(); i++) {
            VideoDemand demand = demands.get(i);
            Ladder ladder = ladder(demand, possible);
            ladder.rebuild(demand.wishes(), demand.isWatched(), demand.withheld());
            ladder.order = i;
            ladder.high = demand.wishes().priority() == Priority.HIGH;
        }
    }

    /** The common case, found without looking at each step. */
    private boolean allFits(List<VideoDemand> demands, boolean possible) {
        long sum = 0;
        long dearest = 0;
        for (int i = 0; i < demands.size(); i++) {
            long top = ladder(demands.get(i), possible).topBits();
            sum += top;
            dearest = Math.max(dearest, top);
        }
        return sum + HEADROOM * dearest <= budget;
    }

    private void giveLowest(List<VideoDemand> demands, Lowest lowest, boolean possible) {
        for (int i = 0; i < demands.size(); i++) {
            enqueue(ladder(demands.get(i), possible));
        }
        for (Ladder next = queue.poll(); next != null; next = queue.poll()) {
            long cost = next.nextBits();
            if (fits(next, cost) || isKept(next, lowest)) {
                used += cost;
                next.climb();
            }
        }
    }

    private boolean isKept(Ladder ladder, Lowest lowest) {
        return switch (lowest) {
            case FITTING -> used == 0 && ladder.hadNext() && budget >= BEARABLE * ladder.nextBits();
            case HELD -> ladder.hadNext();
            case ALL -> true;
        };
    }

    private void improve(List<VideoDemand> demands, boolean possible) {
        for (int i = 0; i < demands.size(); i++) {
            Ladder ladder = ladder(demands.get(i), possible);
            if (!ladder.isEmpty()) {
                enqueue(ladder);
            }
        }
        boolean highEnded = false;
        for (Ladder next = queue.poll(); next != null; next = queue.poll()) {
            long cost = next.nextBits() - next.bits();
            if (next.high && highEnded) {
                continue;
            }
            if (fits(next, cost)) {
                used += cost;
                next.climb();
                enqueue(next);
            } else if (next.high) {
                highEnded = true;
            } else {
                queue.clear();
            }
        }
    }

    private boolean fits(Ladder ladder, long cost) {
        double spare = ladder.hadNext() ? 0 : HEADROOM * ladder.nextBits();
        return used + cost + spare <= budget;
    }

    private void enqueue(Ladder ladder) {
        if (ladder.hasNext()) {
            double cost = Math.max(1, ladder.nextBits() - ladder.bits());
            ladder.merit = ladder.improvement() / cost * (ladder.hadNext() ? LOYALTY : 1);
            queue.add(ladder);
        }
    }
}
