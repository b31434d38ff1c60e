package dev.roomjar.media.rtcp;

import dev.roomjar.media.rtcp.RtcpPacket.BandwidthEstimate;
import dev.roomjar.media.rtcp.RtcpPacket.CanonicalName;
import dev.roomjar.media.rtcp.RtcpPacket.FullIntraRequest;
import dev.roomjar.media.rtcp.RtcpPacket.Goodbye;
import dev.roomjar.media.rtcp.RtcpPacket.Nack;
import dev.roomjar.media.rtcp.RtcpPacket.PictureLossIndication;
import dev.roomjar.media.rtcp.RtcpPacket.ReceiverReport;
import dev.roomjar.media.rtcp.RtcpPacket.ReportBlock;
import dev.roomjar.media.rtcp.RtcpPacket.SenderReport;
import dev.roomjar.media.rtcp.RtcpPacket.SourceDescription;
import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes values of what is read; lists grow while what they list is read. */
final class RtcpRecords implements RtcpHandler {
    final List<RtcpPacket> packets = new ArrayList<>();
    private List<ReportBlock> blocks = List.of();
    private List<CanonicalName> names = List.of();
    private List<Integer> numbers = List.of();

    @Override
    public void senderReport(int ssrc, long ntpTime, int rtpTimestamp, long sent, long octets) {
        blocks = new ArrayList<>();
        packets.add(new SenderReport(ssrc, ntpTime, rtpTimestamp, sent, octets, blocks));
    }

    @Override
    public void receiverReport(int ssrc) {
        blocks = new ArrayList<>();
        packets.add(new ReceiverReport(ssrc, blocks));
    }

    @Override
    public void reportBlock(
            int ssrc,
            int fractionLost,
            int cumulativeLost,
            int highestSequence,
            long jitter,
            int lastSenderReport,
            long delaySinceLast) {
        blocks.add(new ReportBlock(
                ssrc, fractionLost, cumulativeLost, highestSequence, jitter, lastSenderReport, delaySinceLast));
    }

    @Override
    public void sourceDescription() {
        names = new ArrayList<>();
        packets.add(new SourceDescription(names));
    }

    @Override
    public void canonicalName(int ssrc, byte[] buffer, int offset, int length) {
        names.add(new CanonicalName(ssrc, new String(buffer, offset, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void goodbye() {
        packets.add(new Goodbye(listed()));
    }

    @Override
    public void ended(int ssrc) {
        numbers.add(ssrc);
    }

    @Override
    public void nack(int senderSsrc, int mediaSsrc) {
        packets.add(new Nack(senderSsrc, mediaSsrc, listed()));
    }

    @Override
    public void lost(int mediaSsrc, int sequenceNumber) {
        numbers.add(sequenceNumber);
    }

    @Override
    public void pictureLossIndication(int senderSsrc, int mediaSsrc) {
        packets.add(new PictureLossIndication(senderSsrc, mediaSsrc));
    }

    @Override
    public void fullIntraRequest(int senderSsrc) {
        packets.add(new FullIntraRequest(senderSsrc, listed()));
    }

    @Override
    public void keyframeWanted(int mediaSsrc) {
        numbers.add(mediaSsrc);
    }

    @Override
    public void transportFeedback(
            int senderSsrc,
            int mediaSsrc,
            int baseSequenceNumber,
            int referenceTime,
            int feedbackCount,
            int[] deltas,
            int count) {
        List<Integer> told = Arrays.stream(deltas, 0, count).boxed().toList();
        packets.add(
                new TransportFeedback(senderSsrc, mediaSsrc, baseSequenceNumber, referenceTime, feedbackCount, told));
    }

    @Override
    public void bandwidthEstimate(int senderSsrc, long bitsPerSecond) {
        packets.add(new BandwidthEstimate(senderSsrc, bitsPerSecond, listed()));
    }

    @Override
    public void estimatedOver(int mediaSsrc) {
        numbers.add(mediaSsrc);
    }

    private List<Integer> listed() {
        numbers = new ArrayList<>();
        return numbers;
    }
}
