package dev.roomjar.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.roomjar.media.congestion.ArrivalFeedback;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.testing.SdpLines;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Receives any number of streams: counts by the headers, decrypts samples, reports and asks as a browser does. */
final class LoadSubscriber extends LoadPeer {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /** One packet in so many is decrypted; no divisor of a frame's packets, so that all places in a frame have their turn. */
    private static final int SAMPLED = 50;

    private static final int SENDER_REPORT = 200;
    private static final long REPORT_INTERVAL = 1_000_000_000L;

    private final int ownSsrc;
    private final List<ReceivedStream> streams = new ArrayList<>();
    private final byte[] packet = new byte[2_048];
    private final byte[] control = new byte[2_048];
    private final int[] missing = new int[64];
    private final RtpPacket view = new RtpPacket();
    private final RtcpWriter reports = new RtcpWriter();
    private final ArrivalFeedback arrivals = new ArrivalFeedback();
    private int[] ssrcs = new int[0];
    private int[] rtxSsrcs = new int[0];
    private ReceivedStream[] bySsrc = new ReceivedStream[0];
    private ReceivedStream[] byRtxSsrc = new ReceivedStream[0];
    private int transportId;
    private int untilSample;
    private long offeredAt;
    private long joinedAfter = -1;
    private long nextReport;
    private long strays;
    private long corrupt;
    private long sampled;

    LoadSubscriber(Load load) {
        super(load);
        ownSsrc = load.random().nextInt();
        untilSample = load.random().nextInt(SAMPLED);
    }

    /** Takes an offer and gives the answer. */
    String answer(String sdp, long now) {
        SdpLines offer = new SdpLines(sdp);
        if (offeredAt == 0) {
            offeredAt = now;
            connect(offer, now);
        }
        StringBuilder answer = new StringBuilder("v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        offer.sections().forEach(section -> answer.append(' ').append(mid(section)));
        answer.append("\r\n");
        offer.sections().forEach(section -> answerSection(section, answer));
        index();
        return answer.toString();
    }

    private static String mid(SdpLines.Section section) {
        return section.attribute("mid").orElseThrow();
    }

    private void answerSection(SdpLines.Section section, StringBuilder answer) {
        boolean inactive = section.has("a=inactive");
        answer.append(section.mediaLine()).append("\r\nc=IN IP4 0.0.0.0\r\na=rtcp-mux\r\na=rtcp-rsize\r\n");
        answer.append(transportLines()).append("a=setup:active\r\na=mid:").append(mid(section));
        answer.append(inactive ? "\r\na=inactive\r\n" : "\r\na=recvonly\r\n");
        for (String line : section.startingWith("a=rtpmap:", "a=fmtp:", "a=rtcp-fb:", "a=extmap:")) {
            answer.append(line).append("\r\n");
            if (line.startsWith("a=extmap:") && line.endsWith(" " + HeaderExtension.TRANSPORT_CC.uri())) {
                transportId = Integer.parseInt(line.substring("a=extmap:".length(), line.indexOf(' ')));
            }
        }
        if (!inactive) {
            expect(section);
        }
    }

    private void expect(SdpLines.Section section) {
        List<Integer> announced = section.ssrcs();
        if (announced.isEmpty() || streams.stream().anyMatch(stream -> stream.ssrc == announced.getFirst())) {
            return;
        }
        ReceivedStream stream = new ReceivedStream(announced.getFirst(), section.isVideo());
        streams.add(stream);
        if (announced.size() > 1) {
            rtxSsrcs = Arrays.copyOf(rtxSsrcs, rtxSsrcs.length + 1);
            byRtxSsrc = Arrays.copyOf(byRtxSsrc, rtxSsrcs.length);
            rtxSsrcs[rtxSsrcs.length - 1] = announced.get(1);
            byRtxSsrc[rtxSsrcs.length - 1] = stream;
        }
    }

    private void index() {
        bySsrc = streams.toArray(ReceivedStream[]::new);
        ssrcs = streams.stream().mapToInt(stream -> stream.ssrc).toArray();
    }

    @Override
    void rtp(MemorySegment bytes, long offset, int length) {
        int ssrc = bytes.get(INT, offset + 8);
        if (transportId != 0) {
            noteArrival(bytes, offset, length);
        }
        for (int i = 0; i < ssrcs.length; i++) {
            if (ssrcs[i] == ssrc) {
                media(bySsrc[i], bytes, offset, length);
                return;
            }
        }
        for (int i = 0; i < rtxSsrcs.length; i++) {
            if (rtxSsrcs[i] == ssrc) {
                retransmission(byRtxSsrc[i], bytes, offset, length);
                return;
            }
        }
        strays++;
    }

    private void media(ReceivedStream stream, MemorySegment bytes, long offset, int length) {
        boolean first = stream.packet(bytes.get(SHORT, offset + 2) & 0xffff);
        if (first && stream.video && joinedAfter < 0) {
            joinedAfter = load.readAt() - offeredAt;
        }
        // The very first is always decrypted: the rollover counter starts there.
        if (first || --untilSample <= 0) {
            untilSample = SAMPLED;
            sample(bytes, offset, length);
        }
    }

    private void sample(MemorySegment bytes, long offset, int length) {
        SrtpContext context = receiving;
        if (context == null) {
            return;
        }
        Batch.copy(bytes, offset, length, packet);
        int plain = context.unprotectRtp(packet, 0, length);
        sampled++;
        long sentAt = plain < 0 || !view.wrap(packet, 0, plain)
                ? -1
                : Payload.read(packet, view.payloadOffset(), view.payloadLength());
        if (sentAt < 0) {
            corrupt++;
        } else {
            load.latency(load.readAt() - sentAt);
        }
    }

    private void retransmission(ReceivedStream stream, MemorySegment bytes, long offset, int length) {
        SrtpContext context = receiving;
        if (context == null) {
            return;
        }
        Batch.copy(bytes, offset, length, packet);
        int plain = context.unprotectRtp(packet, 0, length);
        if (plain >= 0 && view.wrap(packet, 0, plain) && view.payloadLength() > 2) {
            stream.repaired(Bytes.u16(packet, view.payloadOffset()));
        }
    }

    /** Reads the transport-wide number, which headers carry in the clear. */
    private void noteArrival(MemorySegment bytes, long offset, int length) {
        if ((bytes.get(JAVA_BYTE, offset) & 0x10) == 0 || (bytes.get(SHORT, offset + 12) & 0xffff) != 0xBEDE) {
            return;
        }
        long at = offset + 16;
        long end = Math.min(offset + length, at + 4L * (bytes.get(SHORT, offset + 14) & 0xffff));
        while (at + 2 < end) {
            int element = bytes.get(JAVA_BYTE, at) & 0xff;
            if (element >> 4 == transportId) {
                arrivals.received(bytes.get(SHORT, at + 1) & 0xffff, length, load.readAt());
                return;
            }
            at += element == 0 ? 1 : 2 + (element & 0x0f);
        }
    }

    /** Sender reports are answered with their time, from which the server knows the round trip (RFC 3550 §6.4.1). */
    @Override
    void rtcp(MemorySegment bytes, long offset, int length) {
        SrtpContext context = receiving;
        if (context == null) {
            return;
        }
        Batch.copy(bytes, offset, length, packet);
        int plain = context.unprotectRtcp(packet, 0, length);
        if (plain < 28 || (packet[1] & 0xff) != SENDER_REPORT) {
            return;
        }
        for (ReceivedStream stream : bySsrc) {
            if (stream.ssrc == Bytes.i32(packet, 4)) {
                stream.senderReport(Bytes.i32(packet, 10), load.readAt());
            }
        }
    }

    @Override
    void tick(long now) {
        super.tick(now);
        if (sending == null) {
            return;
        }
        if (now >= nextReport) {
            nextReport = now + REPORT_INTERVAL;
            sendReport(now);
        }
        for (ReceivedStream stream : bySsrc) {
            int count = stream.video ? stream.takeMissing(missing) : 0;
            if (count > 0) {
                reports.wrap(control, 0, 1_400);
                reports.nack(ownSsrc, stream.ssrc, missing, count);
                sendRtcp(control, reports.length());
            }
        }
        while (arrivals.nextDeadline() <= now && bySsrc.length > 0) {
            reports.wrap(control, 0, 1_400);
            if (!arrivals.write(reports, ownSsrc, bySsrc[0].ssrc, now)) {
                return;
            }
            sendRtcp(control, reports.length());
        }
    }

    private void sendReport(long now) {
        reports.wrap(control, 0, 1_400);
        reports.receiverReport(ownSsrc);
        for (ReceivedStream stream : bySsrc) {
            if (stream.started()) {
                int lost = (int) Math.max(0, stream.expected() - stream.received() - stream.repairs());
                reports.reportBlock(
                        stream.ssrc,
                        0,
                        lost,
                        stream.highest(),
                        0,
                        stream.lastSenderReport(),
                        stream.sinceSenderReport(now));
            }
        }
        reports.cname(ownSsrc, "load");
        sendRtcp(control, reports.length());
    }

    /** Whether every stream of the latest offer has begun. */
    boolean complete() {
        return !streams.isEmpty() && streams.stream().allMatch(ReceivedStream::started);
    }

    List<ReceivedStream> streams() {
        return streams;
    }

    /** Nanoseconds from the offer to the first video packet, −1 before it. */
    long joinedAfter() {
        return joinedAfter;
    }

    /** Packets of no announced stream. */
    long strays() {
        return strays;
    }

    long corrupt() {
        return corrupt;
    }

    long sampled() {
        return sampled;
    }
}
