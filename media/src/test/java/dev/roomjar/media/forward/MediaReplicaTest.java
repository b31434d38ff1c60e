package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.roomjar.media.peer.Ring;
import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.PublisherAnswer;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A receiver of a replica beside one of the publication itself. */
class MediaReplicaTest {
    private static final int SSRC = 0x1111;
    private static final int RTX_SSRC = 0x1112;
    private static final OutgoingMedia SECTION = new OutgoingMedia(MediaKind.VIDEO, "v", 0x8001, 0x8002);

    private final Call origin = new Call().accepted();
    private final MediaReplica replica = new MediaReplica(new PublisherAnswer(
            "", Call.TRANSPORT, Optional.of(Call.audio("0", 111)), Optional.of(Call.video("1", 96, 97))));
    private final ForwardedMedia receiver = new ForwardedMedia();
    private final PublishedTrack source = replica.media().video().orElseThrow();
    private final ForwardedTrack video = receiver.add(source, SECTION, "alice");
    private final PacketCopy copy = new PacketCopy();
    private final List<int[]> missing = new ArrayList<>();
    private int keyframes;

    MediaReplicaTest() {
        receiver.negotiated(
                new ReceiverAnswer(Optional.of(Call.TRANSPORT), Map.of("v", Call.video("v", 120, 121))), origin.now);
        requests();
        keyframes = 0;
    }

    @Test
    void whatTheOriginTakesComesOutOnceAndInOrder() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] packet = Packets.video(SSRC, 65_400 + i, 3000 * i, i == 0);
            numbers.addAll(cross(packet));
            assertThat(cross(packet)).as("a duplicate").isEmpty();
        }

        assertThat(numbers).hasSize(300);
        for (int i = 1; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo((numbers.get(i - 1) + 1) & 0xffff);
        }
        assertThat(requests()).isEmpty();
    }

    @Test
    void aRetransmissionByThePublisherCrossesAsThePacketThatItIs() {
        cross(Packets.video(SSRC, 1, 0, true));
        int third = cross(Packets.video(SSRC, 3, 6000, false)).getFirst();

        assertThat(cross(Packets.retransmission(Packets.video(SSRC, 2, 3000, false), RTX_SSRC, 9)))
                .containsExactly((third - 1) & 0xffff);
    }

    @Test
    void whatIsLostOnTheWayIsAskedForAndCopiedAgain() {
        cross(Packets.video(SSRC, 1, 0, true));
        origin.send(Packets.video(SSRC, 2, 3000, false));
        int third = cross(Packets.video(SSRC, 3, 6000, false)).getFirst();
        origin.pass(10);

        assertThat(requests()).hasSize(1).first().isEqualTo(new int[] {2});
        assertThat(origin.videoSource.copyAgain(0, 0, 2, copy)).isTrue();
        assertThat(taken()).containsExactly((third - 1) & 0xffff);
        origin.pass(2_000);
        assertThat(requests()).isEmpty();
        assertThat(origin.videoSource.copyAgain(0, 0, 4, copy)).as("never came").isFalse();
        assertThat(origin.videoSource.copyAgain(0, 1, 2, copy))
                .as("of another beginning")
                .isFalse();
    }

    @Test
    void aKeyframeIsAskedForWhereSoManyAreLostThatNoneIsAskedFor() {
        cross(Packets.video(SSRC, 1, 0, true));
        for (int i = 2; i < 400; i++) {
            origin.send(Packets.video(SSRC, i, 3000 * i, false));
        }
        cross(Packets.video(SSRC, 400, 3000 * 400, false));
        origin.pass(10);

        assertThat(requests()).isEmpty();
        assertThat(keyframes).isPositive();
    }

    @Test
    void lostPacketsAreServedFromTheCacheHere() {
        cross(Packets.video(SSRC, 1, 0, true));
        int second = cross(Packets.video(SSRC, 2, 3000, false)).getFirst();
        byte[] rtcp = new byte[256];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.nack(1, SECTION.ssrc(), new int[] {second}, 1);

        receiver.receiveRtcp(rtcp, 0, writer.length(), origin.now);

        assertThat(receiver.pollRetransmission(origin.out, 3, origin.now)).isPositive();
        assertThat(requests()).isEmpty();
    }

    @Test
    void aPublisherThatBeginsAnewLeavesNoGapHereEither() {
        cross(Packets.video(SSRC, 1, 0, true));
        int before = cross(Packets.video(SSRC, 2, 3000, false)).getFirst();
        origin.pass(100);

        assertThat(cross(Packets.video(0x2222, 40_000, 777, true))).containsExactly((before + 1) & 0xffff);
        assertThat(cross(Packets.video(0x2222, 40_001, 3777, false))).containsExactly((before + 2) & 0xffff);
        origin.pass(10);
        assertThat(requests()).isEmpty();
    }

    @Test
    void receiversHereAreToldThePublishersClock() {
        cross(Packets.video(SSRC, 1, 0, true));
        byte[] rtcp = new byte[256];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.senderReport(SSRC, 0x1234_5678_0000_0000L, 90_000, 1, 1);
        origin.published.receiveRtcp(rtcp, 0, writer.length(), origin.now);

        assertThat(origin.videoSource.copyReport(0, origin.now, copy)).isTrue();
        assertThat(taken()).isEmpty();
        origin.pass(1_500);

        RtcpPacket.SenderReport here = reported(receiver);
        assertThat(here.ntpTime()).isEqualTo(reported(origin.forwardedMedia).ntpTime());
        assertThat(here.ntpTime() >>> 32).isEqualTo(0x1234_5679L);
    }

    @Test
    void crossingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Ring<PacketCopy> ring = new Ring<>(new PacketCopy[64], PacketCopy::new);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            packets.add(Packets.video(SSRC, i & 0xffff, 3000 * (i / 5), i == 0));
        }
        byte[] out = new byte[1_500];
        crossAll(packets.subList(0, 30_000), ring, out);

        long before = threads.getCurrentThreadAllocatedBytes();
        int forwarded = crossAll(packets.subList(30_000, 60_000), ring, out);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(forwarded).isEqualTo(30_000);
        assertThat(allocated).as("bytes over 30,000 packets").isLessThan(30_000);
    }

    /** What the receiver gets of packets that go through a ring, a few at a time. */
    private int crossAll(List<byte[]> packets, Ring<PacketCopy> ring, byte[] out) {
        int forwarded = 0;
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            origin.now += 1_000_000;
            PublishedTrack track = origin.published.receive(packet, 0, packet.length, origin.now);
            if (track != null) {
                long turn = ring.claim();
                track.packet().copyTo(ring.slot(turn));
                ring.publish(turn);
            }
            for (PacketCopy next = i % 5 == 4 ? ring.peek() : null; next != null; next = ring.peek()) {
                if (replica.receive(next, origin.now) != null && video.forward(out, 0, origin.now) > 0) {
                    forwarded++;
                }
                ring.release();
            }
        }
        return forwarded;
    }

    private RtcpPacket.SenderReport reported(ForwardedMedia media) {
        byte[] rtcp = new byte[1_500];
        int length = media.pollRtcp(rtcp, 0, rtcp.length, origin.now);
        return RtcpParser.parse(rtcp, 0, length).stream()
                .filter(RtcpPacket.SenderReport.class::isInstance)
                .map(RtcpPacket.SenderReport.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Gives a packet to the origin and what it takes to the replica; what numbers the receiver gets. */
    private List<Integer> cross(byte[] packet) {
        PublishedTrack track = origin.published.receive(packet, 0, packet.length, origin.now);
        if (track == null) {
            return List.of();
        }
        assertThat(track.packet().copyTo(copy)).isTrue();
        origin.video.forward(origin.out, 3, origin.now);
        return taken();
    }

    private List<Integer> taken() {
        PublishedTrack track = replica.receive(copy, origin.now);
        if (track == null) {
            return List.of();
        }
        byte[] out = new byte[1_500];
        int length = video.forward(out, 0, origin.now);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(out, 0, length)).isTrue();
        return List.of(packet.sequenceNumber());
    }

    private List<int[]> requests() {
        missing.clear();
        if (replica.nextDeadline() <= origin.now) {
            replica.request(
                    new MediaReplica.Origin() {
                        @Override
                        public void missing(MediaKind kind, int encoding, int generation, int[] numbers) {
                            assertThat(kind).isEqualTo(MediaKind.VIDEO);
                            missing.add(Arrays.copyOf(numbers, numbers.length));
                        }

                        @Override
                        public void keyframe(MediaKind kind, int encoding) {
                            assertThat(kind).isEqualTo(MediaKind.VIDEO);
                            keyframes++;
                        }
                    },
                    origin.now);
        }
        return List.copyOf(missing);
    }
}
