package dev.roomjar.media.congestion;

/**
 * Measures probes: how fast the packets of each left and how fast they arrived. Keeps the latest few. Not thread safe.
 *
 * <p>As in libwebrtc, the last packet sent and the first received do not count: what was between the first and the last
 * packet took the time between them.
 */
final class ProbeClusters {
    static final double NO_RESULT = -1;

    private static final int KEPT = 4;
    private static final double ENOUGH = 0.8;
    private static final long LONGEST_MICROS = 1_000_000;
    private static final double MOST_COMPRESSION = 2;
    private static final double SATURATED = 0.9;
    private static final double OF_SATURATED = 0.9;

    private final Cluster[] clusters = {new Cluster(), new Cluster(), new Cluster(), new Cluster()};

    private boolean saturated;

    private static final class Cluster {
        private int id;
        private boolean complete;
        private int sentPackets;
        private long sentBytes;
        private int arrivedPackets;
        private long arrivedBytes;
        private long firstSent;
        private long lastSent;
        private int lastSentSize;
        private long firstArrival;
        private long lastArrival;
        private int firstArrivedSize;
    }

    private Cluster cluster(int id) {
        return clusters[id % KEPT];
    }

    void begin(int id) {
        Cluster fresh = new Cluster();
        fresh.id = id;
        clusters[id % KEPT] = fresh;
    }

    void sent(int id, int size) {
        Cluster cluster = cluster(id);
        cluster.sentPackets++;
        cluster.sentBytes += size;
    }

    /** All of it has left. */
    void complete(int id) {
        cluster(id).complete = true;
    }

    void arrived(int id, long sentMicros, long arrivalMicros, int size) {
        Cluster cluster = cluster(id);
        if (cluster.id != id) {
            return;
        }
        if (cluster.arrivedPackets == 0 || sentMicros < cluster.firstSent) {
            cluster.firstSent = sentMicros;
        }
        if (cluster.arrivedPackets == 0 || sentMicros >= cluster.lastSent) {
            cluster.lastSent = sentMicros;
            cluster.lastSentSize = size;
        }
        if (cluster.arrivedPackets == 0 || arrivalMicros < cluster.firstArrival) {
            cluster.firstArrival = arrivalMicros;
            cluster.firstArrivedSize = size;
        }
        cluster.lastArrival =
                cluster.arrivedPackets == 0 ? arrivalMicros : Math.max(cluster.lastArrival, arrivalMicros);
        cluster.arrivedPackets++;
        cluster.arrivedBytes += size;
    }

    /** The bits per second measured, {@link #NO_RESULT} where too little arrived or the figures make no sense. */
    double result(int id) {
        Cluster cluster = cluster(id);
        if (cluster.id != id
                || !cluster.complete
                || cluster.arrivedPackets < ENOUGH * cluster.sentPackets
                || cluster.arrivedBytes < ENOUGH * cluster.sentBytes) {
            return NO_RESULT;
        }
        long sendMicros = cluster.lastSent - cluster.firstSent;
        long arrivalMicros = cluster.lastArrival - cluster.firstArrival;
        if (sendMicros <= 0 || arrivalMicros <= 0 || sendMicros > LONGEST_MICROS || arrivalMicros > LONGEST_MICROS) {
            return NO_RESULT;
        }
        double sending = (cluster.arrivedBytes - cluster.lastSentSize) * 8e6 / sendMicros;
        double arriving = (cluster.arrivedBytes - cluster.firstArrivedSize) * 8e6 / arrivalMicros;
        if (arriving > MOST_COMPRESSION * sending) {
            return NO_RESULT;
        }
        saturated = arriving < SATURATED * sending;
        return saturated ? OF_SATURATED * arriving : Math.min(sending, arriving);
    }

    /** Whether the probe of the last {@link #result} was more than the path could take. */
    boolean saturated() {
        return saturated;
    }
}
