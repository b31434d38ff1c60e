package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedMediaTest {
    private static final int SSRC = 0x1111;
    private static final int RTX_SSRC = 0x1112;
    private final Call call = new Call().accepted();

    @Test
    void aMissingPacketIsAskedForOnceItIsLate() {
        call.send(Packets.video(SSRC, 65_534, 0, true));
        call.send(Packets.video(SSRC, 1, 0, false));

        assertThat(Call.nacked(call.toPublisher()))
                .as("it may only be overtaken")
                .isEmpty();
        call.pass(6);
        assertThat(Call.nacked(call.toPublisher())).containsExactly(65_535, 0);
        call.pass(90);
        assertThat(Call.nacked(call.toPublisher()))
                .as("an answer may be on its way")
                .isEmpty();
        call.pass(15);
        assertThat(Call.nacked(call.toPublisher())).containsExactly(65_535, 0);
    }

    @Test
    void aPacketThatNeverComesIsGivenUpForAKeyframe() {
        call.send(Packets.video(SSRC, 1, 0, true));
        call.toPublisher();
        call.send(Packets.video(SSRC, 3, 0, false));
        int asked = 0;
        boolean keyframe = false;
        for (int i = 0; i < 2000; i++) {
            call.pass(1);
            List<RtcpPacket> packets = call.toPublisher();
            asked += Call.nacked(packets).size();
            keyframe |= Call.asksForKeyframe(packets);
        }
        assertThat(asked).isBetween(4, LossTracker.MAX_TRIES);
        assertThat(keyframe).isTrue();
    }

    @Test
    void aRetransmissionFillsTheGap() {
        call.send(Packets.video(SSRC, 1, 0, true));
        byte[] lost = Packets.video(SSRC, 2, 3000, false);
        int third = java.util.Objects.requireNonNull(call.send(Packets.video(SSRC, 3, 6000, false)))
                .number();

        Call.Got repaired = java.util.Objects.requireNonNull(call.send(Packets.retransmission(lost, RTX_SSRC, 900)));

        assertThat(repaired.number()).isEqualTo((third - 1) & 0xffff);
        assertThat(repaired.original()).isEqualTo(2);
        assertThat(repaired.payloadType()).isEqualTo(120);
        call.pass(10);
        assertThat(Call.nacked(call.toPublisher())).isEmpty();
        assertThat(call.send(lost)).as("the late original is a duplicate now").isNull();
    }

    @Test
    void manyReceiversRequestsMakeOneKeyframeRequestEachHalfSecond() {
        call.send(Packets.video(SSRC, 1, 0, true));
        call.toPublisher();
        int requests = 0;
        for (int i = 0; i < 200; i++) {
            call.pictureLoss();
            requests += Call.asksForKeyframe(call.toPublisher()) ? 1 : 0;
            call.pass(5);
        }
        assertThat(requests).isEqualTo(2);
    }

    @Test
    void unansweredKeyframeRequestsAreRepeatedButNotForEver() {
        call.send(Packets.video(SSRC, 1, 0, true));
        call.pass(200);
        call.pictureLoss();
        int requests = 0;
        for (int i = 0; i < 200; i++) {
            requests += Call.asksForKeyframe(call.toPublisher()) ? 1 : 0;
            call.pass(100);
        }
        assertThat(requests).isEqualTo(KeyframeRequests.MAX_REPEATS);
    }

    @Test
    void arrivalsOfATrickleAreToldFourTimesASecond() {
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            if (i % 10 != 3) {
                call.send(Packets.video(SSRC, i, 3000 * i, i == 0));
            }
            for (RtcpPacket packet : call.toPublisher()) {
                if (packet instanceof RtcpPacket.TransportFeedback feedback) {
                    told.add(feedback.deltas().size());
                    assertThat(feedback.deltas()).contains(RtcpPacket.TransportFeedback.LOST);
                }
            }
            call.pass(10);
        }
        assertThat(told).hasSizeBetween(7, 10).allMatch(count -> count >= 9 && count <= 26);
    }

    @Test
    void receptionIsReportedEachSecond() {
        for (int i = 0; i < 100; i++) {
            if (i % 4 != 1) {
                call.send(Packets.video(SSRC, (65_500 + i) & 0xffff, 900 * i, i == 0));
            }
            call.pass(10);
        }
        senderReport(SSRC, 0x0011_2233_4455_6677L, 90_000);
        call.pass(500);

        RtcpPacket.ReceiverReport report = (RtcpPacket.ReceiverReport) call.toPublisher().stream()
                .filter(RtcpPacket.ReceiverReport.class::isInstance)
                .findFirst()
                .orElseThrow();
        RtcpPacket.ReportBlock block = report.reports().getFirst();
        assertThat(block.ssrc()).isEqualTo(SSRC);
        assertThat(block.fractionLost()).isBetween(60, 65);
        assertThat(block.cumulativeLost()).isEqualTo(25);
        assertThat(block.highestSequence()).isEqualTo(65_536 + 63);
        assertThat(block.jitter()).isLessThan(10);
        assertThat(block.lastSenderReport()).isEqualTo(0x2233_4455);
        assertThat(block.delaySinceLast()).isEqualTo(32_768);
    }

    @Test
    void aSenderReportIsTranslatedForTheReceiverAndTellsTheRoundTrip() {
        call.send(Packets.video(SSRC, 1, 50_000, true));
        senderReport(SSRC, 10L << 32, 50_000);
        call.pass(1000);
        call.send(Packets.video(SSRC, 2, 140_000, false));

        RtcpPacket.SenderReport report = (RtcpPacket.SenderReport) call.toReceiver().stream()
                .filter(RtcpPacket.SenderReport.class::isInstance)
                .findFirst()
                .orElseThrow();

        assertThat(report.ssrc()).isEqualTo(Call.VIDEO_OUT.ssrc());
        assertThat(report.ntpTime()).isEqualTo(11L << 32);
        assertThat(report.rtpTimestamp()).isEqualTo(140_000);
        assertThat(report.packets()).isEqualTo(2);
        assertThat(report.octets()).isEqualTo(80);

        call.pass(130);
        byte[] rtcp = new byte[64];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.receiverReport(1);
        writer.reportBlock(Call.VIDEO_OUT.ssrc(), 64, 3, 2, 0, 11 << 16, 65_536 / 10);
        call.forwardedMedia.receiveRtcp(rtcp, 0, writer.length(), call.now);
        assertThat(call.video.reports().roundTripNanos() / Call.MILLISECOND).isBetween(29L, 31L);
        assertThat(call.video.reports().fractionLost()).isEqualTo(0.25);
    }

    @Test
    void aStrayNumberIsDroppedAndTwoInARowAreANewBeginning() {
        call.send(Packets.video(SSRC, 100, 0, true));

        assertThat(call.send(Packets.video(SSRC, 30_000, 0, true))).isNull();
        assertThat(call.send(Packets.video(SSRC, 101, 0, false))).isNotNull();
        assertThat(call.send(Packets.video(SSRC, 40_000, 0, true))).isNull();
        assertThat(call.send(Packets.video(SSRC, 40_001, 0, true))).isNotNull();
    }

    /** With a tenth of all packets lost, reordered or doubled each way, every packet reaches the receiver just once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lossOnTheWayInIsRepaired(long seed) {
        Random random = new Random(seed);
        Set<Integer> got = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        List<byte[]> underWay = new ArrayList<>();
        int rtxNumber = 1;
        for (int i = 0; i < 3000; i++) {
            byte[] packet = Packets.video(SSRC, (64_000 + i) & 0xffff, 900 * i, i == 0);
            if (i == 0 || i > 2990 || random.nextInt(10) > 0) {
                underWay.add(packet);
            }
            if (random.nextInt(10) == 0) {
                underWay.add(packet);
            }
            while (underWay.size() > random.nextInt(3)) {
                byte[] arrived = underWay.remove(i == 0 ? 0 : random.nextInt(underWay.size()));
                Call.Got forwarded = call.send(arrived);
                if (forwarded != null) {
                    assertThat(got.add(forwarded.original())).as("no duplicate").isTrue();
                    assertThat(numbers.add(forwarded.number())).isTrue();
                }
            }
            for (int lost : Call.nacked(call.toPublisher())) {
                int original = (lost - 64_000) & 0xffff;
                if (random.nextInt(10) > 0) {
                    byte[] again = Packets.video(SSRC, lost, 900 * original, original == 0);
                    underWay.add(Packets.retransmission(again, RTX_SSRC, rtxNumber++ & 0xffff));
                }
            }
            call.pass(4);
        }
        assertThat(got).hasSizeGreaterThanOrEqualTo(2980);
    }

    @Test
    void aHeldTrackFallsSilentAndComesBack() {
        call.send(Packets.video(SSRC, 1, 0, true));
        call.published.negotiated(new dev.roomjar.media.sdp.PublisherAnswer(
                "", Call.TRANSPORT, java.util.Optional.of(Call.audio("0", 111)), java.util.Optional.empty()));
        assertThat(call.send(Packets.video(SSRC, 2, 0, false))).isNull();

        call.published.negotiated(new dev.roomjar.media.sdp.PublisherAnswer(
                "",
                Call.TRANSPORT,
                java.util.Optional.of(Call.audio("0", 111)),
                java.util.Optional.of(Call.video("1", 96, 97))));
        assertThat(call.send(Packets.video(SSRC, 3, 0, false))).isNotNull();
    }

    private void senderReport(int ssrc, long ntpTime, int rtpTimestamp) {
        byte[] rtcp = new byte[64];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.senderReport(ssrc, ntpTime, rtpTimestamp, 1, 1);
        call.published.receiveRtcp(rtcp, 0, writer.length(), call.now);
    }
}
