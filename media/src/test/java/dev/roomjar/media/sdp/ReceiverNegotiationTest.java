package dev.roomjar.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReceiverNegotiationTest {
    private final ReceiverNegotiation negotiation = new ReceiverNegotiation(new Random(1));
    private final NegotiatedMedia chromiumVideo =
            Fixtures.published("chromium-sendonly").video().orElseThrow();
    private final NegotiatedMedia chromiumAudio =
            Fixtures.published("chromium-sendonly").audio().orElseThrow();
    private final NegotiatedMedia firefoxVideo =
            Fixtures.published("firefox-sendonly").video().orElseThrow();

    @Test
    void eachTrackGetsItsSectionAndStreams() {
        OutgoingMedia audio = negotiation.add(chromiumAudio, "alice", "stream-a");
        OutgoingMedia video = negotiation.add(chromiumVideo, "alice", "stream-a");

        SessionDescription offer = offer();

        assertThat(offer.attributes().first("group")).contains("BUNDLE 0 1");
        assertThat(audio.mid()).isEqualTo("0");
        MediaDescription section = offer.media().get(1);
        assertThat(section.mid()).isEqualTo(video.mid());
        assertThat(section.direction()).isEqualTo(Direction.SENDONLY);
        assertThat(section.attributes().first("setup")).contains("actpass");
        assertThat(section.attributes().first("msid").orElseThrow()).startsWith("stream-a ");
        assertThat(StreamLines.ssrcs(section)).containsExactly(video.ssrc());
        assertThat(StreamLines.rtxSsrcs(section)).isEqualTo(Map.of(video.rtxSsrc(), video.ssrc()));
        assertThat(CodecLines.read(section, MediaKind.VIDEO))
                .as("the publisher's payload types, where they are free")
                .extracting(Codec::payloadType)
                .containsExactlyElementsOf(
                        chromiumVideo.codecs().stream().map(Codec::payloadType).toList());
    }

    @Test
    void aPayloadTypeMeansOneCodecInTheWholeBundle() {
        negotiation.add(chromiumVideo, "alice", "a");
        negotiation.add(firefoxVideo, "bob", "b");
        negotiation.add(chromiumAudio, "alice", "a");

        Map<String, String> meanings = new HashMap<>();
        for (MediaDescription section : offer().media()) {
            for (String line : section.attributes().all("rtpmap")) {
                String[] words = line.split(" ", 2);
                assertThat(meanings.merge(words[0], words[1], (a, b) -> a.equals(b) ? a : a + " and " + b))
                        .isEqualTo(words[1]);
            }
        }
    }

    @Test
    void theSameCodecOfTwoPublishersHasOnePayloadType() {
        negotiation.add(chromiumVideo, "alice", "a");
        negotiation.add(firefoxVideo, "bob", "b");

        SessionDescription offer = offer();

        assertThat(CodecLines.read(offer.media().get(1), MediaKind.VIDEO))
                .extracting(Codec::payloadType)
                .containsExactly(96, 98, 45);
    }

    @Test
    void redundantAudioNamesThePayloadTypeThatOpusHasInTheBundle() {
        NegotiatedMedia firefoxAudio =
                Fixtures.published("firefox-sendonly").audio().orElseThrow();
        negotiation.add(firefoxAudio, "bob", "b");
        negotiation.add(chromiumAudio, "alice", "a");

        MediaDescription section = offer().media().get(1);

        assertThat(section.formats()).containsExactly("109", "63");
        assertThat(section.attributes().all("fmtp")).contains("63 109/109");
    }

    @Test
    void anAnswerTellsWhatEachSectionAgreed() {
        OutgoingMedia video = negotiation.add(chromiumVideo, "alice", "a");
        ReceiverOffer offer = negotiation.offer(Fixtures.LOCAL);

        ReceiverAnswer answer = negotiation
                .answer(offer.revision(), Fixtures.acceptAll(offer.sdp()))
                .orElseThrow();

        NegotiatedMedia agreed =
                java.util.Objects.requireNonNull(answer.accepted().get(video.mid()));
        assertThat(agreed.active()).isTrue();
        assertThat(agreed.codecs()).hasSameSizeAs(chromiumVideo.codecs());
        assertThat(agreed.extensions().id(HeaderExtension.MID)).isEqualTo(1);
        assertThat(agreed.extensions().id(HeaderExtension.VIDEO_ORIENTATION)).isEqualTo(3);
        assertThat(answer.transport().orElseThrow().ufrag()).isEqualTo("srvU");
        assertThat(negotiation.awaitsAnswer()).isFalse();
    }

    @Test
    void aSectionThatTheBrowserCannotDecodeIsRefusedAndItsPlaceTakenByTheNext() {
        negotiation.add(chromiumAudio, "alice", "a");
        negotiation.add(chromiumVideo, "alice", "a");
        ReceiverOffer offer = negotiation.offer(Fixtures.LOCAL);

        ReceiverAnswer answer = negotiation
                .answer(offer.revision(), Fixtures.acceptAll(offer.sdp()).replaceAll("m=video \\d+", "m=video 0"))
                .orElseThrow();
        assertThat(answer.accepted()).containsOnlyKeys("0");

        OutgoingMedia next = negotiation.add(firefoxVideo, "bob", "b");
        SessionDescription second = offer();
        assertThat(second.media()).hasSize(2);
        assertThat(next.mid()).as("a refused section's mid is not used again").isEqualTo("2");
        assertThat(second.media().get(1).mid()).isEqualTo("2");
    }

    /** The answers were made by the browsers to an offer of these five tracks; the last is H264 only. */
    @Test
    void realBrowsersAnswersAreTaken() {
        NegotiatedMedia h264 = new NegotiatedMedia(
                MediaKind.VIDEO,
                "1",
                chromiumVideo.codecs().stream()
                        .filter(codec -> codec.encoding() == Encoding.H264)
                        .toList(),
                chromiumVideo.extensions(),
                List.of(),
                Map.of(),
                List.of(),
                true);
        for (NegotiatedMedia track : List.of(chromiumAudio, chromiumVideo, chromiumAudio, firefoxVideo, h264)) {
            negotiation.add(track, "c", "s");
        }
        negotiation.offer(Fixtures.LOCAL);
        ReceiverAnswer firefox =
                negotiation.answer(1, Fixtures.offer("firefox-answer")).orElseThrow();

        assertThat(firefox.accepted()).as("Firefox decodes no H264").containsOnlyKeys("0", "1", "2", "3");
        assertThat(Objects.requireNonNull(firefox.accepted().get("1")).codecs())
                .extracting(Codec::payloadType, Codec::rtxPayloadType)
                .containsExactly(tuple(96, 97), tuple(45, 46), tuple(98, 99));
        assertThat(Objects.requireNonNull(firefox.accepted().get("1"))
                        .extensions()
                        .asMap())
                .isEqualTo(Map.of(HeaderExtension.MID, 1));

        SessionDescription second = offer();
        assertThat(second.media().get(4).isRefused()).isTrue();
        assertThat(second.attributes().first("group")).contains("BUNDLE 0 1 2 3");
        ReceiverAnswer chromium = negotiation
                .answer(
                        2,
                        Fixtures.offer("chromium-answer")
                                .replaceAll(
                                        "(?s)m=video 9 UDP/TLS/RTP/SAVPF 102.*", "m=video 0 UDP/TLS/RTP/SAVPF 102\r\n"))
                .orElseThrow();
        assertThat(chromium.accepted()).containsOnlyKeys("0", "1", "2", "3");
        assertThat(Objects.requireNonNull(chromium.accepted().get("1")).codecs())
                .hasSameSizeAs(chromiumVideo.codecs());
    }

    @Test
    void anEndedTracksSectionGoesInactiveAndIsTakenAgain() {
        negotiation.add(chromiumAudio, "alice", "a");
        OutgoingMedia video = negotiation.add(chromiumVideo, "alice", "a");
        exchange();

        negotiation.remove(video.mid());
        assertThat(negotiation.needsOffer()).isTrue();
        SessionDescription without = exchange();
        assertThat(without.media().get(1).direction()).isEqualTo(Direction.INACTIVE);
        assertThat(without.media().get(1).attributes().has("ssrc")).isFalse();

        OutgoingMedia next = negotiation.add(firefoxVideo, "bob", "b");
        SessionDescription again = exchange();
        assertThat(again.media()).hasSize(2);
        assertThat(next.mid()).isEqualTo(video.mid());
        assertThat(next.ssrc()).isNotEqualTo(video.ssrc());
        assertThat(again.media().get(1).direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    void aThousandComingsAndGoingsNeedNoMoreSectionsThanAtOnce() {
        Random random = new Random(5);
        ArrayDeque<String> live = new ArrayDeque<>();
        int most = 0;
        for (int i = 0; i < 1000; i++) {
            if (live.size() < 3 && random.nextBoolean()) {
                live.add(negotiation
                        .add(random.nextBoolean() ? chromiumVideo : firefoxVideo, "c", "s")
                        .mid());
            } else if (!live.isEmpty()) {
                negotiation.remove(live.remove());
            }
            if (negotiation.needsOffer()) {
                most = Math.max(most, exchange().media().size());
            }
        }
        assertThat(most).isEqualTo(3);
    }

    @Test
    void onlyTheOutstandingOfferCanBeAnswered() {
        negotiation.add(chromiumAudio, "alice", "a");
        ReceiverOffer offer = negotiation.offer(Fixtures.LOCAL);

        assertThatThrownBy(() -> negotiation.offer(Fixtures.LOCAL)).isInstanceOf(IllegalStateException.class);
        assertThat(negotiation.answer(offer.revision() + 1, "v=0")).isEmpty();
        assertThat(negotiation.awaitsAnswer()).isTrue();
    }

    @Test
    void anAnswerOfAnotherShapeIsRefusedWithTheReason() {
        negotiation.add(chromiumAudio, "alice", "a");
        ReceiverOffer offer = negotiation.offer(Fixtures.LOCAL);
        String answer = Fixtures.acceptAll(offer.sdp());

        assertThatThrownBy(() -> negotiation.answer(1, answer.replace("m=audio", "m=video")))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("where the offer has audio");
        assertThatThrownBy(() -> negotiation.answer(1, answer + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("2 media sections where the offer has 1");
        assertThatThrownBy(() -> negotiation.answer(1, answer.replace("setup:active", "setup:passive")))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("a=setup:passive");
        assertThat(negotiation.answer(1, answer))
                .as("a good answer may still come")
                .isPresent();
    }

    private SessionDescription offer() {
        return SessionDescription.parse(negotiation.offer(Fixtures.LOCAL).sdp());
    }

    private SessionDescription exchange() {
        ReceiverOffer offer = negotiation.offer(Fixtures.LOCAL);
        assertThat(negotiation.answer(offer.revision(), Fixtures.acceptAll(offer.sdp())))
                .isPresent();
        return SessionDescription.parse(offer.sdp());
    }
}
