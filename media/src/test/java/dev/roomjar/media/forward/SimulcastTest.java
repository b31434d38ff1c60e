package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.forward.Call.Got;
import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A receiver of three VP8 encodings is sent one of them, and another after a switch, as if it were one stream. */
class SimulcastTest {
    private final Encoder high = new Encoder(0x31, "h", 1280);
    private final Encoder middle = new Encoder(0x32, "m", 640);
    private final Encoder low = new Encoder(0x33, "l", 320);
    private final Call call = new Call(simulcast()).accepted();
    private final Decoder decoder = new Decoder();
    private final List<Encoder> sending = new ArrayList<>(List.of(low, middle, high));
    private Predicate<byte[]> lost = packet -> false;

    static NegotiatedMedia simulcast() {
        ExtensionIds ids = new ExtensionIds(
                Map.of(
                        HeaderExtension.MID, Packets.MID_ID,
                        HeaderExtension.RID, Encoder.RID_ID,
                        HeaderExtension.REPAIRED_RID, Encoder.REPAIRED_RID_ID),
                false);
        Codec vp8 = new Codec(Encoding.VP8, 96, 0, "", EnumSet.allOf(Feedback.class), 97);
        return new NegotiatedMedia(
                MediaKind.VIDEO, "1", List.of(vp8), ids, List.of(), Map.of(), List.of("h", "m", "l"), true);
    }

    @Test
    void theHighestIsSentBeforeAnybodyChooses() {
        run(30);

        assertThat(decoder.last().ssrc()).isEqualTo(high.ssrc);
        assertThat(call.video.currentSpatial()).isEqualTo(2);
        decoder.check();
    }

    @Test
    void layersAreOrderedBySizeAndMeasured() {
        middle.packetsPerFrame = 4;
        high.packetsPerFrame = 8;
        run(60);

        Layers layers = call.videoSource.layers();
        assertThat(layers.spatialLayers()).isEqualTo(3);
        assertThat(List.of(layers.width(0), layers.width(1), layers.width(2))).containsExactly(320, 640, 1280);
        assertThat(layers.height(2)).isEqualTo(640);
        assertThat(layers.bitsPerSecond(0, 0)).isBetween(38_000L, 44_000L);
        assertThat(layers.bitsPerSecond(2, 0)).isBetween(155_000L, 173_000L);
        assertThat(layers.framesPerSecond(1, 0)).isBetween(28, 32);
        assertThat(layers.switchesAtOnce()).isFalse();
    }

    @Test
    void aSwitchDownWaitsForTheLowerKeyframeAndKeepsThePictureMeanwhile() {
        run(30);
        call.toPublisher();
        call.video.target(0, 2, call.now);

        assertThat(pictureLosses()).containsExactly(low.ssrc);
        run(10);
        assertThat(decoder.last().ssrc()).isEqualTo(high.ssrc);
        low.keyframeWanted = true;
        run(10);

        assertThat(decoder.last().ssrc()).isEqualTo(low.ssrc);
        assertThat(call.video.currentSpatial()).isZero();
        decoder.check();
    }

    @Test
    void aSwitchUpComesWithTheHigherKeyframe() {
        call.video.target(0, 2, call.now);
        run(30);
        assertThat(decoder.last().ssrc()).isEqualTo(low.ssrc);
        call.toPublisher();

        call.video.target(2, 2, call.now);
        assertThat(pictureLosses()).containsExactly(high.ssrc);
        high.keyframeWanted = true;
        run(10);

        assertThat(decoder.last().ssrc()).isEqualTo(high.ssrc);
        decoder.check();
    }

    @Test
    void manySwitchesLeaveNoTraceInAnyCounter() {
        sending.forEach(encoder -> encoder.temporal = true);
        for (int i = 0; i < 300; i++) {
            call.video.target(i % 3, 2, call.now);
            answerKeyframeRequests();
            run(7 + i % 4);
        }

        assertThat(decoder.check()).hasSizeGreaterThan(2000);
    }

    @Test
    void timestampsFollowOneClockThoughEachEncodingHasItsOwn() {
        run(30);
        sending.forEach(this::senderReport);
        for (int i = 0; i < 20; i++) {
            call.video.target(i % 3, 2, call.now);
            answerKeyframeRequests();
            run(10);
        }
        Got last = decoder.lastPacket();
        int first = low.timestampOrigin + Encoder.ticks(5_000 * Call.MILLISECOND);

        assertThat(last.timestamp() - first)
                .as("ticks since the first packet seen, which was the low encoding's")
                .isBetween(
                        Encoder.ticks(call.now) - Encoder.ticks(5_000 * Call.MILLISECOND) - 6_100,
                        Encoder.ticks(call.now) - Encoder.ticks(5_000 * Call.MILLISECOND) + 3_100);
    }

    @Test
    void anEncodingThatStopsIsReplacedByTheBestThatFlows() {
        run(30);
        call.toPublisher();
        sending.remove(high);
        run(20);

        assertThat(pictureLosses()).containsExactly(middle.ssrc);
        middle.keyframeWanted = true;
        run(5);
        assertThat(decoder.last().ssrc()).isEqualTo(middle.ssrc);
        run(30);
        assertThat(call.videoSource.layers().bitsPerSecond(2, 0)).isZero();

        sending.add(high);
        high.keyframeWanted = true;
        run(3);
        assertThat(decoder.last().ssrc()).isEqualTo(high.ssrc);
        decoder.check();
    }

    @Test
    void pausedNothingIsSentAndTheNextPictureIsAKeyframe() {
        run(30);
        call.video.target(ForwardedTrack.PAUSED, 0, call.now);
        int before = decoder.check().size();
        run(30);
        assertThat(decoder.check()).hasSize(before);
        assertThat(call.video.currentSpatial()).isEqualTo(ForwardedTrack.PAUSED);
        call.toPublisher();

        call.video.target(1, 2, call.now);
        assertThat(pictureLosses()).containsExactly(middle.ssrc);
        run(5);
        assertThat(decoder.check()).hasSize(before);
        middle.keyframeWanted = true;
        run(5);

        assertThat(decoder.check()).hasSizeGreaterThan(before);
        assertThat(decoder.last().ssrc()).isEqualTo(middle.ssrc);
    }

    @Test
    void temporalLayersAreDroppedAtOnceWithoutAGapAndComeBack() {
        sending.forEach(encoder -> encoder.temporal = true);
        run(32);
        call.video.target(2, 0, call.now);
        int before = decoder.check().size();
        run(32);
        assertThat(decoder.check().size() - before).isBetween(8, 9);
        assertThat(call.video.currentTemporal()).isZero();

        call.video.target(2, 2, call.now);
        high.keyframeWanted = true;
        run(32);
        assertThat(call.video.currentTemporal()).isEqualTo(2);
        assertThat(decoder.check().size() - before).isBetween(40, 42);
    }

    @Test
    void aPacketThatIsLateAfterASwitchTakesItsPlaceOrLeavesAnEmptyOne() {
        run(30);
        List<byte[]> late = new ArrayList<>();
        lost = packet -> isOf(packet, high) && packet[24] == (byte) 0x80 && late.isEmpty() && late.add(packet);
        run(1);
        run(1);
        call.video.target(0, 2, call.now);
        low.keyframeWanted = true;
        run(3);
        int before = decoder.check(true);

        Got got = Objects.requireNonNull(call.send(late.getFirst()));
        decoder.take(got);

        assertThat(got.payload()).as("what it belongs to is over").isEmpty();
        assertThat(decoder.check()).hasSize(before);
    }

    @Test
    void aRetransmissionIsWhatWasSentThoughEncodingsWereSwitchedSince() {
        sending.forEach(encoder -> encoder.temporal = true);
        run(30);
        call.video.target(2, 1, call.now);
        run(9);
        List<Got> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            call.video.target(i % 2 == 0 ? 0 : 2, 1, call.now);
            answerKeyframeRequests();
            sent.addAll(run(3));
        }

        for (Got original : sent) {
            List<Got> again = call.nack(original.number());
            assertThat(again).hasSize(1);
            byte[] payload = again.getFirst().payload();
            assertThat(payload).endsWith(original.payload()).hasSize(original.payload().length + 2);
            assertThat(again.getFirst().timestamp()).isEqualTo(original.timestamp());
        }
    }

    @Test
    void aLostPacketOfAHeldBackLayerCostsTheReceiverNothing() {
        sending.forEach(encoder -> encoder.temporal = true);
        run(32);
        call.video.target(2, 0, call.now);
        run(4);
        List<byte[]> late = new ArrayList<>();
        lost = packet -> isOf(packet, high) && (packet[29] & 0xc0) == 0x80 && late.size() < 6 && late.add(packet);
        run(10);
        assertThat(late).hasSize(6);
        for (byte[] packet : late) {
            Got got = call.send(packet);
            if (got != null) {
                decoder.take(got);
            }
        }

        decoder.check();
    }

    @Test
    void aRetransmissionFindsItsEncodingByTheRepairedId() {
        run(10);
        List<byte[]> late = new ArrayList<>();
        lost = packet -> isOf(packet, high) && late.isEmpty() && late.add(packet);
        run(3);

        Got got = Objects.requireNonNull(call.send(Encoder.retransmission(late.getFirst(), 0x7777, 5)));
        decoder.take(got);

        decoder.check();
    }

    @Test
    void anEncodingThatChangesItsSsrcGoesOnAtItsNextKeyframe() {
        run(30);
        Encoder restarted = new Encoder(0x3f, "h", 1280);
        sending.remove(high);
        sending.add(restarted);
        run(10);

        assertThat(decoder.last().ssrc()).isEqualTo(restarted.ssrc);
        decoder.check();
    }

    @Test
    void anEncoderThatCountsItsPicturesAnewGoesOn() {
        run(30);
        high.picture = (high.picture - 5_000) & 0x7fff;
        high.keyframeWanted = true;
        int before = decoder.check().size();
        run(10);

        assertThat(decoder.check()).hasSize(before + 10);
    }

    @Test
    void packetsOfNoEncodingAreLeftOut() {
        run(3);
        Encoder stranger = new Encoder(0x44, "x", 640);

        assertThat(call.send(stranger.frame(call.now).getFirst())).isNull();
        assertThat(call.send(new Encoder(0x45, "", 640).frame(call.now).getFirst()))
                .isNull();
    }

    @Test
    void reorderedPacketsAcrossSwitchesComeOutInOrder() {
        Random random = new Random(5);
        List<byte[]> underWay = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            if (i % 20 == 10) {
                call.video.target(random.nextInt(3), 2, call.now);
            }
            answerKeyframeRequests();
            sending.forEach(encoder -> underWay.addAll(encoder.frame(call.now)));
            while (underWay.size() > (i == 599 ? 0 : 4)) {
                Got got = call.send(underWay.remove(random.nextInt(Math.min(underWay.size(), 4))));
                if (got != null) {
                    decoder.take(got);
                }
            }
            call.pass(33);
        }
        assertThat(decoder.check(true)).isGreaterThan(400);
    }

    private static boolean isOf(byte[] packet, Encoder encoder) {
        return SequenceNumbers.distance(Bytes.i32(packet, 8), encoder.ssrc) == 0;
    }

    private void answerKeyframeRequests() {
        List<Integer> asked = pictureLosses();
        sending.forEach(encoder -> encoder.keyframeWanted |= asked.contains(encoder.ssrc));
    }

    private List<Integer> pictureLosses() {
        List<Integer> asked = new ArrayList<>();
        for (RtcpPacket packet : call.toPublisher()) {
            if (packet instanceof RtcpPacket.PictureLossIndication loss) {
                asked.add(loss.mediaSsrc());
            }
        }
        return asked;
    }

    private List<Got> run(int frames) {
        List<Got> all = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            for (Encoder encoder : sending) {
                for (byte[] packet : encoder.frame(call.now)) {
                    Got got = lost.test(packet) ? null : call.send(packet);
                    if (got != null) {
                        decoder.take(got);
                        all.add(got);
                    }
                }
            }
            call.pass(33);
        }
        return all;
    }

    private void senderReport(Encoder encoder) {
        byte[] rtcp = new byte[64];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        long ntp = (1000L << 32) + NtpTime.ofNanos(call.now);
        writer.senderReport(encoder.ssrc, ntp, encoder.timestampOrigin + Encoder.ticks(call.now), 1, 1);
        call.published.receiveRtcp(rtcp, 0, writer.length(), call.now);
    }
}
