package dev.roomjar.media.forward;

import java.util.Arrays;

/**
 * Which packets of one stream arrived, and which to ask for again (RFC 4585 §6.2.1): first when a missing one is later than
 * packets overtake each other here, then each round trip, until it could not be of use any more. Numbers are unwrapped. Allocates
 * only when made. Not thread safe.
 */
final class LossTracker {
    /** What a packet's number told. */
    enum Arrival {
        NEW,
        DUPLICATE,
        TOO_OLD
    }

    /** How far back a packet may still come. */
    static final int WINDOW = 2048;

    /** A packet is asked for as long as so many round trips; then a keyframe is there sooner. */
    static final int USEFUL_ROUND_TRIPS = 6;

    /** However short round trips are: bursts of loss last this long, and a keyframe costs everybody. */
    static final long MIN_USEFUL_NANOS = 1_000_000_000;

    /** Browsers wait for a missing packet up to 3 s before they start over. */
    static final long MAX_USEFUL_NANOS = 2_500_000_000L;

    static final int MAX_TRIES = 20;

    /** After so many in vain it is no single loss: requests become rarer, lest they feed a congestion. */
    static final int FAST_TRIES = 10;

    /** More at once is an outage, which a keyframe ends sooner than so many retransmissions. */
    static final int MAX_MISSING = 256;

    private final RoundTrip roundTrip;
    private final ReorderTolerance reordering = new ReorderTolerance();
    private final long[] received = new long[WINDOW / Long.SIZE];
    private final long[] missing = new long[MAX_MISSING];
    private final long[] noticedAt = new long[MAX_MISSING];
    private final long[] firstAskedAt = new long[MAX_MISSING];
    private final long[] askAt = new long[MAX_MISSING];
    private final int[] tries = new int[MAX_MISSING];
    private int missingCount;
    private long nextAsk = Long.MAX_VALUE;
    private long earliest;
    private long highest;
    private long givenUp = Long.MIN_VALUE;

    /** @param roundTrip to the sender of the stream; may be shared by all streams from there */
    LossTracker(RoundTrip roundTrip) {
        this.roundTrip = roundTrip;
    }

    /**
     * Forgets everything and begins with this packet as the first that came.
     *
     * @param earliest of the packets that it may have overtaken; they are taken, but not missed
     */
    void restart(long first, long earliest) {
        Arrays.fill(received, 0);
        missingCount = 0;
        nextAsk = Long.MAX_VALUE;
        givenUp = Long.MIN_VALUE;
        this.earliest = earliest;
        highest = first - 1;
    }

    /**
     * Takes note of a packet.
     *
     * @param retransmission whether it came as an answer to a request, as far as can be told
     */
    Arrival arrived(long packet, boolean retransmission, long nowNanos) {
        if (packet > highest) {
            reordering.inOrder();
            noteMissing(packet, nowNanos);
            for (long skipped = Math.max(highest + 1, packet - WINDOW); skipped < packet; skipped++) {
                clear(skipped);
            }
            highest = packet;
            mark(packet);
            return Arrival.NEW;
        }
        if (packet < earliest || highest - packet >= WINDOW) {
            return Arrival.TOO_OLD;
        }
        if (isMarked(packet)) {
            if (retransmission) {
                roundTrip.answeredTwice();
            }
            return Arrival.DUPLICATE;
        }
        mark(packet);
        found(packet, retransmission, nowNanos);
        return Arrival.NEW;
    }

    private void noteMissing(long packet, long nowNanos) {
        long gap = packet - highest - 1;
        if (missingCount + gap > MAX_MISSING) {
            missingCount = 0;
            nextAsk = Long.MAX_VALUE;
            givenUp = packet - 1;
            return;
        }
        for (long lost = highest + 1; lost < packet; lost++) {
            missing[missingCount] = lost;
            noticedAt[missingCount] = nowNanos;
            askAt[missingCount] = nowNanos + reordering.nanos();
            tries[missingCount] = 0;
            nextAsk = Math.min(nextAsk, askAt[missingCount]);
            missingCount++;
        }
    }

    private void found(long packet, boolean retransmission, long nowNanos) {
        for (int i = 0; i < missingCount; i++) {
            if (missing[i] == packet) {
                if (tries[i] > 0 && retransmission) {
                    roundTrip.answered(nowNanos - firstAskedAt[i], tries[i]);
                } else {
                    reordering.overtaken(nowNanos - noticedAt[i]);
                }
                remove(i);
                return;
            }
        }
    }

    private void remove(int at) {
        int behind = missingCount - at - 1;
        System.arraycopy(missing, at + 1, missing, at, behind);
        System.arraycopy(noticedAt, at + 1, noticedAt, at, behind);
        System.arraycopy(firstAskedAt, at + 1, firstAskedAt, at, behind);
        System.arraycopy(askAt, at + 1, askAt, at, behind);
        System.arraycopy(tries, at + 1, tries, at, behind);
        missingCount--;
        if (missingCount == 0) {
            nextAsk = Long.MAX_VALUE;
        }
    }

    /**
     * Takes the packets to ask for now, in ascending order, and gives up those that could not be of use any more.
     *
     * @param target with room for {@link #MAX_MISSING}; gets the low 16 bits of each number plus {@code shift}
     * @return how many
     */
    int takeDue(int[] target, int shift, long nowNanos) {
        long timeout = roundTrip.timeoutNanos();
        long useful = Math.clamp(USEFUL_ROUND_TRIPS * timeout, MIN_USEFUL_NANOS, MAX_USEFUL_NANOS);
        int due = 0;
        int i = 0;
        nextAsk = Long.MAX_VALUE;
        while (i < missingCount) {
            if (askAt[i] <= nowNanos) {
                if (tries[i] == MAX_TRIES || nowNanos - noticedAt[i] >= useful) {
                    givenUp = Math.max(givenUp, missing[i]);
                    remove(i);
                    continue;
                }
                target[due++] = (int) (missing[i] + shift) & 0xffff;
                firstAskedAt[i] = tries[i] == 0 ? nowNanos : firstAskedAt[i];
                tries[i]++;
                askAt[i] = nowNanos + (tries[i] < FAST_TRIES ? timeout : 2 * timeout);
            }
            nextAsk = Math.min(nextAsk, askAt[i]);
            i++;
        }
        return due;
    }

    /** When {@link #takeDue} has something to do, {@link Long#MAX_VALUE} for never; may be early. */
    long nextDeadline() {
        return nextAsk;
    }

    /**
     * Whether packets were given up for lost since the last call, so that what comes after them cannot be decoded.
     *
     * @param decodableFrom the first packet of the latest keyframe: nothing before it is needed for what comes after it
     */
    boolean takeGaveUp(long decodableFrom) {
        boolean broken = givenUp >= decodableFrom;
        givenUp = Long.MIN_VALUE;
        return broken;
    }

    /** Whether a packet came that may have come at all. */
    boolean came(long packet) {
        return packet <= highest && (highest - packet >= WINDOW || isMarked(packet));
    }

    long highest() {
        return highest;
    }

    RoundTrip roundTrip() {
        return roundTrip;
    }

    private boolean isMarked(long packet) {
        return (received[word(packet)] & (1L << packet)) != 0;
    }

    private void mark(long packet) {
        received[word(packet)] |= 1L << packet;
    }

    private void clear(long packet) {
        received[word(packet)] &= ~(1L << packet);
    }

    private static int word(long packet) {
        return (int) (packet >> 6) & ((WINDOW / Long.SIZE) - 1);
    }
}
