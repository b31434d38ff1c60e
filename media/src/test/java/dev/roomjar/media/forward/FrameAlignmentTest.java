package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Packets of one frame leave equally long, so that the kernel can be given them as one. */
class FrameAlignmentTest {
    private static final int SSRC = 0x1111;

    private final Call call = new Call().accepted();
    private final @Nullable PublishedPacket[] burst = new @Nullable PublishedPacket[16];
    private int count;
    private int number = 100;

    @Test
    void packetsOfAFrameThatDifferByAByteLeaveEquallyLong() {
        arrive(9_000, 0);
        arrive(9_000, 1);
        arrive(9_000, 1);

        List<byte[]> sent = forward();

        assertThat(sent).extracting(packet -> packet.length).containsOnly(sent.getFirst().length);
        assertThat(payloads(sent)).containsExactly(40, 41, 41);
    }

    @Test
    void theLastPacketOfAFrameMayBeShorter() {
        arrive(9_000, 1);
        arrive(9_000, 1);
        arrive(9_000, 0);

        List<byte[]> sent = forward();

        assertThat(padding(sent)).containsExactly(0, 0, 0);
    }

    @Test
    void packetsThatDifferMuchStayAsTheyAre() {
        arrive(9_000, 0);
        arrive(9_000, 500);
        arrive(9_000, 500);

        assertThat(padding(forward())).containsExactly(0, 0, 0);
    }

    @Test
    void framesAreNotPaddedForEachOther() {
        arrive(9_000, 0);
        arrive(9_000, 0);
        arrive(12_000, 9);
        arrive(12_000, 9);

        assertThat(padding(forward())).containsExactly(0, 0, 0, 0);
    }

    @Test
    void whatIsForwardedLaterIsWhatCame() {
        for (int frame = 0; frame < 4; frame++) {
            arrive(9_000 + 3_000 * frame, frame);
        }

        List<byte[]> sent = forward();

        assertThat(sent).hasSize(4);
        assertThat(payloads(sent)).containsExactly(40, 41, 42, 43);
    }

    private void arrive(int timestamp, int longer) {
        byte[] packet = Packets.video(SSRC, number, timestamp, number == 100);
        byte[] longerPacket = Arrays.copyOf(packet, packet.length + longer);
        number++;
        PublishedTrack track = call.published.receive(longerPacket, 0, longerPacket.length, call.now);
        assertThat(track).isNotNull();
        burst[count] = track.takePacket(burst[count]);
        count++;
    }

    private List<byte[]> forward() {
        PublishedPacket.align(burst, 0, count);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PublishedPacket packet = burst[i];
            assertThat(packet).isNotNull();
            int length = call.video.forward(packet, call.out, 0, call.now);
            sent.add(Arrays.copyOf(call.out, length));
        }
        return sent;
    }

    private static List<Integer> padding(List<byte[]> packets) {
        return packets.stream()
                .map(FrameAlignmentTest::parsed)
                .map(RtpPacket::paddingLength)
                .toList();
    }

    private static List<Integer> payloads(List<byte[]> packets) {
        return packets.stream()
                .map(FrameAlignmentTest::parsed)
                .map(RtpPacket::payloadLength)
                .toList();
    }

    private static RtpPacket parsed(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        return packet;
    }
}
