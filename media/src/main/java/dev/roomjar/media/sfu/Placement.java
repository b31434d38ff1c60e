package dev.roomjar.media.sfu;

import java.util.List;

/**
 * On which loop a newcomer of a session is to live. A session stays on its home loop, where nothing crosses, until that has enough
 * receivers of it or is busy while another is not; then it takes another loop, fills that, and so on.
 *
 * @param receivers how many receivers of one session a loop should have before the session takes another one, at least 1
 */
public record Placement(int receivers) {
    /** 64 receivers: of a typical call, far from what fills a loop. */
    public static final Placement DEFAULT = new Placement(64);

    /** A loop that works so much of its time takes nobody whom another could take: {@link Stress} begins not far above. */
    static final double BUSY = 0.70;

    /** How much less another loop must work to be preferred to a busy home: loads are measured, and swing. */
    static final double CLEARLY_LESS = 0.25;

    public Placement {
        if (receivers < 1) {
            throw new IllegalArgumentException("receivers is " + receivers + "; write at least 1");
        }
    }

    /**
     * A loop as a session sees it.
     *
     * @param receivers that the session has there
     * @param load the part of its time that it works, 0 to 1
     * @param open whether it takes newcomers
     */
    record Loop(int receivers, double load, boolean open) {
        private boolean isFree() {
            return open && load < BUSY;
        }

        /** Whether it is to be preferred to that one, which is the session's home. */
        private boolean relieves(Loop home) {
            return isFree() && (home.isFree() || !home.open() || load <= home.load() - CLEARLY_LESS);
        }
    }

    /** The place in the list of the loop for a new receiver. */
    int receiver(List<Loop> loops, int home) {
        if (loops.get(home).isFree() && loops.get(home).receivers() < receivers) {
            return home;
        }
        int used = idlest(loops, home, 1, receivers);
        int next = used != home ? used : idlest(loops, home, 0, receivers);
        return next != home ? next : evenly(loops, home);
    }

    /** The place in the list of the loop for a new publisher, who costs little: home, unless that is busy. */
    int publisher(List<Loop> loops, int home) {
        return loops.get(home).isFree() ? home : idlest(loops, home, 0, Integer.MAX_VALUE);
    }

    /** Of those that relieve the home and have so many receivers of the session, the one that works least; the home for none. */
    private static int idlest(List<Loop> loops, int home, int atLeast, int below) {
        int best = home;
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            boolean eligible = i != home && loop.receivers() >= atLeast && loop.receivers() < below;
            if (eligible
                    && loop.relieves(loops.get(home))
                    && (best == home || loop.load() < loops.get(best).load())) {
                best = i;
            }
        }
        return best;
    }

    /** All that are free have enough: the fewest receivers decide; the home where none is free. */
    private static int evenly(List<Loop> loops, int home) {
        int best = home;
        for (int i = 0; i < loops.size(); i++) {
            Loop loop = loops.get(i);
            boolean fewer = loop.receivers() < loops.get(best).receivers();
            if (i != home
                    && loop.relieves(loops.get(home))
                    && (fewer || !loops.get(best).isFree())) {
                best = i;
            }
        }
        return best;
    }
}
