package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.roomjar.media.forward.Call.Got;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForwardedTrackTest {
    private static final int SSRC = 0x1111;
    private final Call call = new Call();

    @Test
    void nothingIsForwardedBeforeTheReceiverAgreed() {
        assertThat(call.send(Packets.video(SSRC, 1, 0, true))).isNull();
    }

    @Test
    void aPacketIsRewrittenForItsReceiver() {
        call.accepted();

        Got got = sent(Packets.video(SSRC, 500, 90_000, true));

        assertThat(got.ssrc()).isEqualTo(Call.VIDEO_OUT.ssrc());
        assertThat(got.payloadType()).isEqualTo(120);
        assertThat(got.mid()).isEqualTo("v");
        assertThat(got.timestamp()).isEqualTo(90_000);
        assertThat(got.original()).isEqualTo(500);
    }

    @Test
    void videoStartsAtAKeyframeAndAsksForOne() {
        call.accepted();

        assertThat(call.send(Packets.video(SSRC, 10, 0, false))).isNull();
        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();
        assertThat(call.send(Packets.video(SSRC, 11, 3000, true))).isNotNull();
        assertThat(call.send(Packets.video(SSRC, 12, 6000, false))).isNotNull();
        call.pass(600);
        assertThat(Call.asksForKeyframe(call.toPublisher())).isFalse();
    }

    @Test
    void audioStartsAtOnce() {
        call.accepted();

        Got got = sent(Packets.audio(0x2222, 7, 960));

        assertThat(got.payloadType()).isEqualTo(109);
        assertThat(got.ssrc()).isEqualTo(Call.AUDIO_OUT.ssrc());
    }

    @Test
    void numbersGoOnWithoutAGapAfterAPause() {
        call.accepted();
        int before = sent(Packets.video(SSRC, 100, 0, true)).number();
        call.video.enabled(false, call.now);
        for (int number = 101; number < 150; number++) {
            assertThat(call.send(Packets.video(SSRC, number, 3000 * number, false)))
                    .isNull();
        }

        call.video.enabled(true, call.now);

        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();
        assertThat(call.send(Packets.video(SSRC, 150, 450_000, false))).isNull();
        Got resumed = sent(Packets.video(SSRC, 151, 453_000, true));
        assertThat(resumed.number()).isEqualTo((before + 1) & 0xffff);
        assertThat(resumed.timestamp()).isEqualTo(453_000);
        assertThat(call.nack(before, resumed.number()))
                .as("numbers from before and after the pause lead to their packets")
                .extracting(got -> got.payload()[9] & 0xff)
                .containsExactly(100, 151);
    }

    @Test
    void aGapOfThePublisherStaysOneForTheReceiverAndCloses() {
        call.accepted();
        int first = sent(Packets.video(SSRC, 65_534, 0, true)).number();
        int third = sent(Packets.video(SSRC, 0, 0, false)).number();
        int second = sent(Packets.video(SSRC, 65_535, 0, false)).number();

        assertThat(third).isEqualTo((first + 2) & 0xffff);
        assertThat(second).isEqualTo((first + 1) & 0xffff);
    }

    @Test
    void aNackIsAnsweredOverRtxWithTheOriginalNumberInFront() {
        call.accepted();
        sent(Packets.video(SSRC, 20, 0, true));
        int lost = sent(Packets.video(SSRC, 21, 3000, false)).number();

        List<Got> again = call.nack(lost);

        assertThat(again).hasSize(1);
        Got rtx = again.getFirst();
        assertThat(rtx.payloadType()).isEqualTo(121);
        assertThat(rtx.ssrc()).isEqualTo(Call.VIDEO_OUT.rtxSsrc());
        assertThat(rtx.timestamp()).isEqualTo(3000);
        assertThat(rtx.mid()).isEqualTo("v");
        assertThat(((rtx.payload()[0] & 0xff) << 8) | (rtx.payload()[1] & 0xff)).isEqualTo(lost);
        assertThat(rtx.payload()[9] & 0xff).isEqualTo(21);
    }

    @Test
    void withoutRtxNothingIsSentAgain() {
        call.accepted(Call.video("v", 120, Codec.NO_RTX));
        Got first = sent(Packets.video(SSRC, 20, 0, true));

        assertThat(call.nack(first.number())).isEmpty();
    }

    @Test
    void aPacketAskedForTwiceIsSentOncePerRoundTrip() {
        call.accepted();
        int number = sent(Packets.video(SSRC, 20, 0, true)).number();

        assertThat(call.nack(number)).hasSize(1);
        assertThat(call.nack(number)).isEmpty();
        call.pass(60);
        assertThat(call.nack(number)).hasSize(1);
    }

    @Test
    void numbersNeverSentAreNotRetransmitted() {
        call.accepted();
        int number = sent(Packets.video(SSRC, 20, 0, true)).number();

        assertThat(call.nack((number + 1) & 0xffff, (number - 1) & 0xffff, (number + 30_000) & 0xffff))
                .isEmpty();
    }

    @Test
    void aPublisherThatChangesItsSsrcLeavesNoGap() {
        call.accepted();
        sent(Packets.video(SSRC, 65_000, 0xfffff000, true));
        Got before = sent(Packets.video(SSRC, 65_001, 0xfffffbb8, false));
        call.pass(1000);

        assertThat(call.send(Packets.video(0x5555, 7, 123_456, false)))
                .as("the new stream starts at a keyframe")
                .isNull();
        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();
        call.pass(100);
        Got after = sent(Packets.video(0x5555, 8, 132_456, true));

        assertThat(after.number()).isEqualTo((before.number() + 1) & 0xffff);
        assertThat(after.ssrc()).isEqualTo(before.ssrc());
        assertThat(after.timestamp() - before.timestamp())
                .as("about the 1.1 s that passed, at 90 kHz")
                .isBetween(98_000, 100_000);
        assertThat(call.send(Packets.video(SSRC, 65_002, 0, true)))
                .as("the replaced stream is not mixed in")
                .isNull();
    }

    @Test
    void aCodecThatTheReceiverCannotDecodeIsHeldBack() {
        call.accepted(Call.media(
                MediaKind.VIDEO,
                "v",
                new Codec(Encoding.VP9, 98, 0, "profile-id=0", EnumSet.allOf(Feedback.class), Codec.NO_RTX)));

        assertThat(call.send(Packets.video(SSRC, 1, 0, true))).isNull();
    }

    @Test
    void forwardingAllocatesNothing() {
        call.accepted();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            packets.add(Packets.video(SSRC, i & 0xffff, 3000 * (i / 5), i == 0));
        }
        byte[] out = new byte[2048];
        forwardAll(packets.subList(0, 30_000), out);

        long before = threads.getCurrentThreadAllocatedBytes();
        int forwarded = forwardAll(packets.subList(30_000, 60_000), out);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(forwarded).isEqualTo(30_000);
        assertThat(allocated).as("bytes over 30,000 packets").isLessThan(30_000);
    }

    private int forwardAll(List<byte[]> packets, byte[] out) {
        int forwarded = 0;
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            call.now += 1_000_000;
            PublishedTrack track = call.published.receive(packet, 0, packet.length, call.now);
            if (track != null && call.video.forward(out, 0, call.now) > 0) {
                forwarded++;
            }
        }
        return forwarded;
    }

    private Got sent(byte[] packet) {
        return Objects.requireNonNull(call.send(packet), "the packet was not forwarded");
    }
}
