package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtcp.RtcpPacket;
import dev.roomjar.media.rtcp.RtcpParser;
import dev.roomjar.media.rtcp.RtcpWriter;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.sdp.NegotiatedMedia;
import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.ReceiverAnswer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers are told of the streams to them: once a second of each, together. */
class SenderReportsTest {
    private static final int VIDEO = 0x1111;
    private static final int AUDIO = 0x2222;

    private final Call call = new Call().accepted();
    private int videoNumber;
    private int audioNumber;

    /** The reports of each packet that goes out now, by their streams. */
    private List<List<Integer>> reports(int room) {
        List<List<Integer>> packets = new ArrayList<>();
        for (int n = call.forwardedMedia.pollRtcp(call.out, 0, room, call.now);
                n > 0;
                n = call.forwardedMedia.pollRtcp(call.out, 0, room, call.now)) {
            packets.add(RtcpParser.parse(call.out, 0, n).stream()
                    .filter(RtcpPacket.SenderReport.class::isInstance)
                    .map(packet -> ((RtcpPacket.SenderReport) packet).ssrc())
                    .toList());
        }
        return packets;
    }

    private void sendVideo() {
        call.send(Packets.video(VIDEO, videoNumber, 3_000 * videoNumber, videoNumber == 0));
        videoNumber++;
    }

    private void sendAudio() {
        call.send(Packets.audio(AUDIO, audioNumber, 960 * audioNumber));
        audioNumber++;
    }

    private void publisherReports(int ssrc) {
        byte[] rtcp = new byte[64];
        RtcpWriter writer = new RtcpWriter().wrap(rtcp, 0, rtcp.length);
        writer.senderReport(ssrc, (1000L << 32) + NtpTime.ofNanos(call.now), 90_000, 1, 1);
        call.published.receiveRtcp(rtcp, 0, writer.length(), call.now);
    }

    private void sendBoth() {
        sendVideo();
        sendAudio();
        publisherReports(VIDEO);
        publisherReports(AUDIO);
    }

    @Test
    void tracksThatBeganAtDifferentTimesAreReportedTogether() {
        sendAudio();
        publisherReports(AUDIO);
        assertThat(reports(1_400)).containsExactly(List.of(Call.AUDIO_OUT.ssrc()));

        call.pass(600);
        sendBoth();
        assertThat(reports(1_400))
                .as("the picture's first report takes the sound's along, which is due in 400 ms")
                .hasSize(1)
                .allSatisfy(packet ->
                        assertThat(packet).containsExactlyInAnyOrder(Call.AUDIO_OUT.ssrc(), Call.VIDEO_OUT.ssrc()));

        call.pass(900);
        sendBoth();
        assertThat(reports(1_400)).isEmpty();

        call.pass(100);
        assertThat(reports(1_400)).hasSize(1);
    }

    @Test
    void nothingIsReportedMuchTooEarly() {
        sendAudio();
        publisherReports(AUDIO);
        assertThat(reports(1_400)).hasSize(1);

        call.pass(400);
        sendBoth();

        assertThat(reports(1_400)).containsExactly(List.of(Call.VIDEO_OUT.ssrc()));
    }

    @Test
    void whatDoesNotFitGoesInAnotherPacket() {
        sendBoth();

        assertThat(reports(60))
                .hasSize(2)
                .allSatisfy(packet -> assertThat(packet).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "abcd", "abcde"})
    void aReportIsNotWrittenWithoutTheNameBehindIt(String cname) {
        OutgoingMedia section = new OutgoingMedia(MediaKind.AUDIO, "m", 0x8000, 0);
        ForwardedTrack track = call.forwardedMedia.add(call.audioSource, section, cname);
        call.forwardedMedia.negotiated(
                new ReceiverAnswer(Optional.of(Call.TRANSPORT), Map.of("m", Call.audio("m", 109))), call.now);
        sendAudio();
        publisherReports(AUDIO);
        track.forward(call.out, 3, call.now);

        int room = 20;
        int length;
        do {
            length = call.forwardedMedia.pollRtcp(call.out, 0, ++room, call.now);
        } while (length == 0 && room < 100);

        assertThat(RtcpParser.parse(call.out, 0, length))
                .hasSize(2)
                .hasAtLeastOneElementOfType(RtcpPacket.SourceDescription.class);
    }

    @Test
    void aRoomFullOfTracksIsReportedInFewPackets() {
        Map<String, NegotiatedMedia> accepted = new HashMap<>();
        List<ForwardedTrack> tracks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            OutgoingMedia section = new OutgoingMedia(MediaKind.AUDIO, "m" + i, 0x8000 + i, 0);
            accepted.put(section.mid(), Call.audio(section.mid(), 109));
            tracks.add(call.forwardedMedia.add(call.audioSource, section, "somebody-with-a-name"));
        }
        call.forwardedMedia.negotiated(new ReceiverAnswer(Optional.of(Call.TRANSPORT), accepted), call.now);
        sendAudio();
        publisherReports(AUDIO);
        tracks.forEach(track -> track.forward(call.out, 3, call.now));

        List<List<Integer>> packets = reports(1_400);

        assertThat(packets).hasSizeBetween(2, 3);
        assertThat(packets.stream().flatMap(List::stream)).hasSize(30).doesNotHaveDuplicates();
    }
}
