package dev.roomjar.bench.load;

/** The numbers of one received stream: what came, what was left out, what to ask for again. */
final class ReceivedStream {
    private static final int MAX_MISSING = 64;
    private static final int MAX_ASKS = 3;

    final int ssrc;
    final boolean video;
    private final int[] missing = new int[MAX_MISSING];
    private final int[] asks = new int[MAX_MISSING];
    private int missingCount;
    private long first = -1;
    private long highest;
    private long received;
    private long repaired;
    private int lastSenderReport;
    private long senderReportAt;

    ReceivedStream(int ssrc, boolean video) {
        this.ssrc = ssrc;
        this.video = video;
    }

    /** Tells whether it is the first packet. */
    boolean packet(int sequence) {
        received++;
        if (first < 0) {
            first = sequence;
            highest = sequence;
            return true;
        }
        long number = highest + (short) (sequence - (int) highest);
        for (long lost = highest + 1; lost < number && video && missingCount < MAX_MISSING; lost++) {
            asks[missingCount] = 0;
            missing[missingCount++] = (int) (lost & 0xffff);
        }
        if (number <= highest) {
            found(sequence);
        }
        highest = Math.max(highest, number);
        return false;
    }

    void repaired(int sequence) {
        repaired += found(sequence) ? 1 : 0;
    }

    private boolean found(int sequence) {
        for (int i = 0; i < missingCount; i++) {
            if (missing[i] == sequence) {
                drop(i);
                return true;
            }
        }
        return false;
    }

    private void drop(int index) {
        missingCount--;
        missing[index] = missing[missingCount];
        asks[index] = asks[missingCount];
    }

    /** Fills in what to ask for now; tells how many. */
    int takeMissing(int[] into) {
        int count = 0;
        for (int i = missingCount - 1; i >= 0; i--) {
            if (asks[i]++ == MAX_ASKS) {
                drop(i);
            } else {
                into[count++] = missing[i];
            }
        }
        return count;
    }

    /** Takes the middle 32 bits of a sender report's time. */
    void senderReport(int time, long now) {
        lastSenderReport = time;
        senderReportAt = now;
    }

    int lastSenderReport() {
        return lastSenderReport;
    }

    /** In units of 1/65536 s. */
    long sinceSenderReport(long now) {
        return lastSenderReport == 0 ? 0 : (now - senderReportAt) * 65_536 / 1_000_000_000;
    }

    boolean started() {
        return first >= 0;
    }

    int highest() {
        return (int) highest;
    }

    /** Packets whose numbers were given out by the server since the first one that came. */
    long expected() {
        return first < 0 ? 0 : highest - first + 1;
    }

    /** Packets that came, retransmissions apart. */
    long received() {
        return received;
    }

    /** Packets that came by retransmission only. */
    long repairs() {
        return repaired;
    }
}
