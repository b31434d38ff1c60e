package dev.roomjar.media.forward;

import dev.roomjar.media.forward.SequenceMap.Segment;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.sdp.OutgoingMedia;
import java.nio.charset.StandardCharsets;

/** The sender reports on one forwarded track, and what they count (RFC 3550 §6.4.1). Not thread safe. */
final class SenderReports {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    /** Before it is due, a report goes along with others that are: all tracks' together from then on. */
    private static final long EARLY_NANOS = INTERVAL_NANOS / 2;

    /** A sender report and a source description with up to four bytes behind the name, but for the name. */
    private static final int REPORT_LENGTH = 28 + 10 + 4;

    private final OutgoingMedia section;
    private final byte[] cname;
    private final ReceiverReports answers;
    private long packets;
    private long octets;
    private long reportedPackets;
    private long due = Long.MAX_VALUE;

    /** @param answers told when a report goes out, to tell the round-trip time by the answer */
    SenderReports(OutgoingMedia section, String cname, ReceiverReports answers) {
        this.section = section;
        this.cname = cname.getBytes(StandardCharsets.UTF_8);
        this.answers = answers;
    }

    /** Counts on where another track in the same section ended. */
    SenderReports(OutgoingMedia section, String cname, ReceiverReports answers, SenderReports before) {
        this(section, cname, answers);
        packets = before.packets;
        octets = before.octets;
        reportedPackets = before.packets;
    }

    /** A packet leaves, retransmissions and padding apart. */
    void sent(int payload, long nowNanos) {
        packets++;
        octets += payload;
        if (due == Long.MAX_VALUE) {
            due = nowNanos;
        }
    }

    /** Payload that left so far, in bytes. */
    long octets() {
        return octets;
    }

    /** When {@link #write} may have something; {@link Long#MAX_VALUE} for not at all. */
    long nextDeadline() {
        return due;
    }

    /** Writes the report where it is due or soon will be; not at all where there is none to send or no room for it. */
    void write(RtcpWriter out, Segment run, int clockRate, long nowNanos) {
        if (due - EARLY_NANOS > nowNanos || !out.hasRoomFor(REPORT_LENGTH + cname.length)) {
            return;
        }
        due = nowNanos + INTERVAL_NANOS;
        PublishedEncoding encoding = run.encoding;
        if (encoding == null || !encoding.hasSenderReport() || packets == reportedPackets) {
            return;
        }
        reportedPackets = packets;
        long ntpTime = encoding.ntpTime(nowNanos);
        answers.sent(ntpTime, nowNanos);
        int ssrc = section.ssrc();
        int rtpTimestamp = encoding.rtpTimestamp(clockRate, nowNanos) + run.timestampShift;
        out.senderReport(ssrc, ntpTime, rtpTimestamp, packets, octets);
        out.cname(ssrc, cname);
    }
}
