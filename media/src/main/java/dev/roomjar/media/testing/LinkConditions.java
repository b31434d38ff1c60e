package dev.roomjar.media.testing;

import java.time.Duration;

/**
 * What one direction of a path does to datagrams.
 *
 * @param delay how long each takes
 * @param jitter up to how much longer, evenly spread; packets may overtake each other by it
 * @param loss the share that is lost by chance, 0 to 1
 * @param burstLoss the share of time in which nothing arrives at all, 0 to 1: the bad state of a Gilbert–Elliott channel
 * @param burstLength how long such a burst lasts on average
 * @param duplicate the share that arrives twice, 0 to 1
 * @param bitsPerSecond the rate at which the path takes them, 0 for no limit. Datagrams wait for each other in the order of
 *     their sending; after a change those that wait already go first, at the rate of before
 * @param queue how long a datagram may have to wait at that rate; one that would wait longer is lost
 */
public record LinkConditions(
        Duration delay,
        Duration jitter,
        double loss,
        double burstLoss,
        Duration burstLength,
        double duplicate,
        long bitsPerSecond,
        Duration queue) {

    /** A good network: 10 ms, nothing lost. */
    public static final LinkConditions GOOD = new LinkConditions(
            Duration.ofMillis(10), Duration.ZERO, 0, 0, Duration.ofMillis(100), 0, 0, Duration.ofMillis(200));

    public LinkConditions delay(Duration delay, Duration jitter) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }

    public LinkConditions loss(double loss) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }

    public LinkConditions burstLoss(double burstLoss, Duration burstLength) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }

    public LinkConditions duplicate(double duplicate) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }

    public LinkConditions bitsPerSecond(long bitsPerSecond) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }

    public LinkConditions queue(Duration queue) {
        return new LinkConditions(delay, jitter, loss, burstLoss, burstLength, duplicate, bitsPerSecond, queue);
    }
}
