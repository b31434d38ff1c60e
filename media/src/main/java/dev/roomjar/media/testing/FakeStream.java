package dev.roomjar.media.testing;

import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.RtpPacket;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a fake receiver got of one stream. */
public final class FakeStream {
    private static final long FIRST_ASK = 10_000_000L;
    private static final long ASK_AGAIN = 80_000_000L;
    private static final int MAX_ASKS = 12;
    private static final int MAX_PER_NACK = 100;

    private final int ssrc;
    private final boolean video;
    private final int rtxType;
    private final FrameLog frames = new FrameLog();
    private final Map<Long, Missing> missing = new TreeMap<>();
    private long highest = -1;
    private int packets;
    private int lost;
    private int recovered;
    private int duplicates;
    private int givenUp;
    private int senderReports;
    private long lastArrival;

    private static final class Missing {
        private long nextAsk;
        private int asks;
    }

    FakeStream(int ssrc, boolean video, int rtxType) {
        this.ssrc = ssrc;
        this.video = video;
        this.rtxType = rtxType;
    }

    void packet(RtpPacket packet, long nowNanos) {
        lastArrival = nowNanos;
        boolean rtx = video && packet.payloadType() == rtxType;
        int payload = packet.payloadOffset();
        int length = packet.payloadLength();
        if (rtx && length < 2) {
            return;
        }
        int sequence = rtx ? Bytes.u16(packet.buffer(), payload) : packet.sequenceNumber();
        lost -= !rtx && highest >= 0 && (short) (sequence - (int) highest) < 0 ? 1 : 0;
        if (!isNew(sequence, nowNanos)) {
            duplicates += rtx ? 0 : 1;
            return;
        }
        packets++;
        recovered += rtx ? 1 : 0;
        if (video) {
            FakeFrame frame = FakeFrame.read(packet.buffer(), rtx ? payload + 2 : payload, rtx ? length - 2 : length);
            if (frame == null) {
                frames.corruptPacket();
            } else {
                frames.packet(frame, nowNanos);
            }
        }
    }

    /** Whether a sequence number is seen for the first time; notes those that it leaves out. */
    private boolean isNew(int sequence, long nowNanos) {
        if (highest < 0) {
            highest = sequence;
            return true;
        }
        long extended = highest + (short) (sequence - (int) highest);
        if (extended <= highest) {
            return missing.remove(extended) != null;
        }
        lost += (int) (extended - highest - 1);
        for (long number = highest + 1; number < extended; number++) {
            Missing entry = new Missing();
            entry.nextAsk = nowNanos + FIRST_ASK;
            missing.put(number, entry);
        }
        highest = extended;
        return true;
    }

    /**
     * Collects what to ask for now.
     *
     * @return whether something was asked for so often that only a keyframe helps
     */
    boolean collectMissing(List<Integer> into, long nowNanos) {
        boolean hopeless = false;
        if (!video) {
            return false;
        }
        for (Iterator<Map.Entry<Long, Missing>> all = missing.entrySet().iterator();
                all.hasNext() && into.size() < MAX_PER_NACK; ) {
            Map.Entry<Long, Missing> next = all.next();
            Missing entry = next.getValue();
            if (nowNanos < entry.nextAsk) {
                continue;
            }
            if (++entry.asks > MAX_ASKS) {
                all.remove();
                givenUp++;
                hopeless = true;
            } else {
                entry.nextAsk = nowNanos + ASK_AGAIN;
                into.add((int) (next.getKey() & 0xffff));
            }
        }
        return hopeless;
    }

    void senderReport() {
        senderReports++;
    }

    boolean isVideo() {
        return video;
    }

    int ssrc() {
        return ssrc;
    }

    int highest() {
        return (int) highest;
    }

    /** Packets that did not come at first, whether or not they came again (RFC 3550 §6.4.1). */
    int lost() {
        return lost;
    }

    /** Packets between those that came that are still not here. */
    public int missing() {
        return missing.size();
    }

    /** Forgets single packets and frames of long ago, so that a stream can go on for days. */
    public void forgetOld() {
        missing.keySet().removeIf(lost -> lost < highest - 1_000);
        frames.forgetOld();
    }

    /** Different packets that arrived, recovered ones included. */
    public int packets() {
        return packets;
    }

    /** Packets that came by retransmission. */
    public int recovered() {
        return recovered;
    }

    /** Packets that came once more under the number of before, retransmissions and padding apart. */
    public int duplicates() {
        return duplicates;
    }

    /** Packets that were asked for in vain. */
    public int givenUp() {
        return givenUp;
    }

    public int senderReports() {
        return senderReports;
    }

    /** When the last packet came. */
    public long lastArrival() {
        return lastArrival;
    }

    public FrameLog frames() {
        return frames;
    }
}
