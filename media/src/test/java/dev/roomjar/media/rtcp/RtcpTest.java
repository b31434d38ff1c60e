package dev.roomjar.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtcp.RtcpPacket.ReportBlock;
import dev.roomjar.media.rtcp.RtcpPacket.TransportFeedback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
    private final byte[] buffer = new byte[1500];
    private final RtcpWriter writer = new RtcpWriter().wrap(buffer, 3, 1400);

    @Test
    void aCompoundIsReadAsItWasWritten() {
        writer.senderReport(1, 0x8000_0001_8000_0000L, 0xffff_0000, 0xffff_fff0L, 77);
        writer.reportBlock(2, 200, -5, 0x0001_0002, 9, 0x3344_5566, 65_536);
        writer.cname(1, "alice");
        writer.goodbye(3);
        writer.pictureLossIndication(1, 4);
        writer.fullIntraRequest(1, 5, 255);

        assertThat(written())
                .containsExactly(
                        new RtcpPacket.SenderReport(
                                1,
                                0x8000_0001_8000_0000L,
                                0xffff_0000,
                                0xffff_fff0L,
                                77,
                                List.of(new ReportBlock(2, 200, -5, 0x0001_0002, 9, 0x3344_5566, 65_536))),
                        new RtcpPacket.SourceDescription(List.of(new RtcpPacket.CanonicalName(1, "alice"))),
                        new RtcpPacket.Goodbye(List.of(3)),
                        new RtcpPacket.PictureLossIndication(1, 4),
                        new RtcpPacket.FullIntraRequest(1, List.of(5)));
    }

    @Test
    void aPacketOfReducedSizeIsRead() {
        writer.pictureLossIndication(1, 4);

        assertThat(HexFormat.of().formatHex(buffer, 3, 15)).isEqualTo("81ce00020000000100000004");
        assertThat(written()).containsExactly(new RtcpPacket.PictureLossIndication(1, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "abcde"})
    void namesOfAnyLengthKeepTheCompoundAligned(String name) {
        writer.receiverReport(9);
        writer.cname(1, name);
        writer.pictureLossIndication(1, 4);

        assertThat(writer.length() % 4).isZero();
        assertThat(written())
                .hasSize(3)
                .contains(new RtcpPacket.SourceDescription(List.of(new RtcpPacket.CanonicalName(1, name))));
    }

    @Test
    void lostPacketsShareEntriesAcrossTheWrap() {
        int[] lost = {65_530, 65_535, 0, 10, 11, 400};

        writer.nack(1, 2, lost, lost.length);

        assertThat(writer.length()).as("three entries").isEqualTo(12 + 3 * 4);
        assertThat(written()).containsExactly(new RtcpPacket.Nack(1, 2, List.of(65_530, 65_535, 0, 10, 11, 400)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 262_143, 1_000_000, 123_456_789_012L, 1L << 62})
    void anEstimateKeepsEighteenBits(long rate) {
        writer.bandwidthEstimate(1, rate, 2);

        RtcpPacket.BandwidthEstimate read =
                (RtcpPacket.BandwidthEstimate) written().getFirst();
        assertThat(read.bitsPerSecond()).isBetween(rate - (rate >> 17), rate);
        assertThat(read.ssrcs()).containsExactly(2);
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        RtcpWriter small = new RtcpWriter().wrap(new byte[20], 0, 20);

        assertThat(small.receiverReport(1)).isTrue();
        assertThat(small.reportBlock(1, 0, 0, 0, 0, 0, 0)).isFalse();
        assertThat(small.pictureLossIndication(1, 2)).isTrue();
        assertThat(small.goodbye(1)).isFalse();
        assertThat(small.length()).isEqualTo(20);
    }

    @Test
    void unknownAndExtendedReportsAreSkipped() {
        byte[] packet = HexFormat.of()
                .parseHex(("80cf 0002 00000001 00000000" + "80cc 0001 00000001" + "81ce 0002 00000001 00000004")
                        .replace(" ", ""));

        assertThat(RtcpParser.parse(packet, 0, packet.length))
                .containsExactly(new RtcpPacket.PictureLossIndication(1, 4));
    }

    @Test
    void paddingIsNotReadAsContent() {
        byte[] packet = HexFormat.of().parseHex("a1cb 0002 00000007 00000004".replace(" ", ""));

        assertThat(RtcpParser.parse(packet, 0, packet.length)).containsExactly(new RtcpPacket.Goodbye(List.of(7)));
    }

    /** As libwebrtc writes it: a vector of one-bit symbols, then a run of received packets. */
    @Test
    void foreignTransportFeedbackIsRead() {
        byte[] packet = HexFormat.of()
                .parseHex(("8fcd 0007 00000001 00000002 000a 0010 fffffe 05 aa00 2002" + "04 08 0c 10 14 000000")
                        .replace(" ", ""));

        TransportFeedback read =
                (TransportFeedback) RtcpParser.parse(packet, 0, packet.length).getFirst();

        int lost = TransportFeedback.LOST;
        assertThat(read.baseSequenceNumber()).isEqualTo(10);
        assertThat(read.referenceTime()).isEqualTo(-2);
        assertThat(read.feedbackCount()).isEqualTo(5);
        assertThat(read.deltas())
                .containsExactly(4, lost, 8, lost, 12, lost, lost, lost, lost, lost, lost, lost, lost, lost, 16, 20);
    }

    @Test
    void transportFeedbackIsReadAsItWasWritten() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            int[] deltas = new int[1 + random.nextInt(300)];
            for (int i = 0; i < deltas.length; i++) {
                deltas[i] = switch (random.nextInt((seed % 7) + 2)) {
                    case 0 -> TransportFeedback.LOST;
                    case 1 -> random.nextInt(256);
                    case 2 -> random.nextInt(-32_768, 32_768);
                    default -> 4;
                };
            }
            writer.wrap(buffer, 3, 1400);
            assertThat(writer.transportFeedback(1, 2, 65_000, -3, seed & 0xff, deltas, deltas.length))
                    .isTrue();
            List<Integer> expected = new ArrayList<>();
            Arrays.stream(deltas).forEach(expected::add);
            assertThat(written())
                    .as("seed %d", seed)
                    .containsExactly(new TransportFeedback(1, 2, 65_000, -3, seed & 0xff, expected));
        }
    }

    private List<RtcpPacket> written() {
        return RtcpParser.parse(buffer, 3, writer.length());
    }
}
