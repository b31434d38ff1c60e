package dev.roomjar.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.HeaderExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherNegotiationTest {

    @Test
    void chromiumsOfferIsTakenWithAllForwardableCodecs() {
        PublisherAnswer answer = Fixtures.published("chromium-sendonly");

        NegotiatedMedia audio = answer.audio().orElseThrow();
        assertThat(audio.codecs())
                .extracting(Codec::encoding, Codec::payloadType)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Encoding.OPUS, 111),
                        org.assertj.core.groups.Tuple.tuple(Encoding.RED, 63));
        assertThat(audio.codecs().getFirst().channels()).isEqualTo(2);
        assertThat(audio.codecs().getFirst().parameters()).contains("useinbandfec=1");
        assertThat(audio.ssrcs()).containsExactly((int) 3942056047L);

        NegotiatedMedia video = answer.video().orElseThrow();
        assertThat(video.codecs())
                .extracting(Codec::payloadType)
                .containsExactly(96, 102, 104, 108, 114, 116, 39, 45, 98, 100);
        assertThat(video.codecs())
                .extracting(Codec::rtxPayloadType)
                .containsExactly(97, 103, 107, 109, 115, 117, 40, 46, 99, 101);
        assertThat(video.codecs().getFirst().feedback()).containsExactlyInAnyOrder(Feedback.values());
        assertThat(video.rtxSsrcs()).isEqualTo(Map.of(1128613504, 524514698));
        assertThat(video.ssrcs()).containsExactly(524514698);
        assertThat(video.extensions().asMap())
                .isEqualTo(Map.of(
                        HeaderExtension.ABS_SEND_TIME, 2,
                        HeaderExtension.VIDEO_ORIENTATION, 13,
                        HeaderExtension.TRANSPORT_CC, 3,
                        HeaderExtension.MID, 4,
                        HeaderExtension.RID, 10,
                        HeaderExtension.REPAIRED_RID, 11));
        assertThat(video.extensions().mixed()).isTrue();
        assertThat(answer.transport())
                .isEqualTo(new RemoteTransport(
                        "qkdF",
                        "fScTddNQDlZaudYpv+DgVsat",
                        List.of(
                                "sha-256 20:6D:AA:9D:A7:AB:B5:98:13:15:C4:F4:6B:D4:57:7F:7B:48:53:AC:DC:91:E1:3E:25:29:E8:19:01:92:84:34"),
                        true));
    }

    @ParameterizedTest
    @CsvSource({"obs, H264, 96, 111, passive", "ffmpeg, H264, 106, 111, active", "gstreamer, VP8, 96, 101, passive"})
    void encodersOffersAreTakenAsTheyWriteThem(String encoder, Encoding codec, int video, int audio, String setup) {
        String crlf = Fixtures.offer(encoder).replace("\n", "\r\n");
        for (String offer : List.of(crlf, crlf.replace("\r\n", "\n"), crlf.strip())) {
            PublisherAnswer answer = new PublisherNegotiation(1).answer(offer, Fixtures.LOCAL);

            assertThat(answer.video().orElseThrow().codecs().getFirst().encoding())
                    .isEqualTo(codec);
            assertThat(answer.video().orElseThrow().codecs().getFirst().payloadType())
                    .isEqualTo(video);
            assertThat(answer.audio().orElseThrow().codecs().getFirst().payloadType())
                    .isEqualTo(audio);
            assertThat(answer.sdp().lines().filter(line -> line.startsWith("a=setup:")))
                    .hasSize(2)
                    .allMatch(line -> line.equals("a=setup:" + setup));
            assertThat(answer.transport().awaitsHandshake()).isEqualTo(setup.equals("active"));
        }
    }

    @Test
    void firefoxsOfferIsTakenWithItsSessionLevelFingerprint() {
        PublisherAnswer answer = Fixtures.published("firefox-sendonly");

        assertThat(answer.audio().orElseThrow().codecs())
                .extracting(Codec::payloadType)
                .containsExactly(109);
        NegotiatedMedia video = answer.video().orElseThrow();
        assertThat(video.codecs())
                .extracting(Codec::encoding)
                .containsExactly(Encoding.VP8, Encoding.VP9, Encoding.AV1);
        assertThat(video.codecs()).extracting(Codec::rtxPayloadType).containsExactly(124, 125, 100);
        assertThat(video.codecs().getFirst().parameters())
                .as("limits of what Firefox can receive describe no stream")
                .isEmpty();
        assertThat(answer.transport().fingerprints()).singleElement().asString().startsWith("sha-256 80:2D:23");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-sendonly", "chromium-sendrecv", "firefox-sendonly", "firefox-sendrecv"})
    void theAnswerIsPassiveReceivingAndIceLite(String offer) {
        SessionDescription answer =
                SessionDescription.parse(Fixtures.published(offer).sdp());

        assertThat(answer.attributes().has("ice-lite")).isTrue();
        assertThat(answer.attributes().first("group")).contains("BUNDLE 0 1");
        assertThat(answer.media()).hasSize(2).allSatisfy(section -> {
            assertThat(section.direction()).isEqualTo(Direction.RECVONLY);
            assertThat(section.attributes().first("setup")).contains("passive");
            assertThat(section.attributes().first("ice-ufrag")).contains("srvU");
            assertThat(section.attributes().has("rtcp-mux")).isTrue();
        });
        assertThat(answer.media().getFirst().attributes().all("candidate"))
                .containsExactly("1 1 udp 2130706431 127.0.0.1 4002 typ host");
    }

    @Test
    void simulcastIsTaken() {
        PublisherAnswer answer = Fixtures.published("chromium-simulcast");

        NegotiatedMedia video = answer.video().orElseThrow();
        assertThat(video.rids()).containsExactly("h", "m", "l");
        assertThat(video.extensions().has(HeaderExtension.DEPENDENCY_DESCRIPTOR))
                .isTrue();
        assertThat(video.ssrcs()).isEmpty();
        assertThat(video.extensions().has(HeaderExtension.REPAIRED_RID)).isTrue();
        MediaDescription section =
                SessionDescription.parse(answer.sdp()).media().getLast();
        assertThat(section.attributes().all("rid")).containsExactly("h recv", "m recv", "l recv");
        assertThat(section.attributes().all("simulcast")).containsExactly("recv h;m;l");
        assertThat(section.attributes().all("extmap")).anyMatch(line -> line.endsWith("sdes:rtp-stream-id"));
    }

    @Test
    void ofFourEncodingsThreeAreTaken() {
        String offer = Fixtures.offer("chromium-simulcast").replace("send h;m;l", "send h,x;~m;l;q");

        PublisherAnswer answer = new PublisherNegotiation(1).answer(offer, Fixtures.LOCAL);

        assertThat(answer.video().orElseThrow().rids()).containsExactly("h", "m", "l");
        assertThat(answer.sdp()).contains("a=simulcast:recv h;m;l\r\n");
    }

    @Test
    void encodingsThatPacketsCannotTellAreNotTaken() {
        String offer = Fixtures.offer("chromium-simulcast").replace("sdes:rtp-stream-id", "sdes:something-else");

        PublisherAnswer answer = new PublisherNegotiation(1).answer(offer, Fixtures.LOCAL);

        assertThat(answer.video().orElseThrow().rids()).isEmpty();
        assertThat(answer.sdp()).doesNotContain("simulcast");
    }

    @Test
    void sectionsBeyondOneOfEachKindAreRefused() {
        String offer = Fixtures.offer("chromium-sendonly");
        String video = offer.substring(offer.indexOf("m=video"));
        String three = offer + video.replace("a=mid:1", "a=mid:2");

        SessionDescription answer = SessionDescription.parse(
                new PublisherNegotiation(1).answer(three, Fixtures.LOCAL).sdp());

        assertThat(answer.media()).extracting(MediaDescription::isRefused).containsExactly(false, false, true);
        assertThat(answer.attributes().first("group")).contains("BUNDLE 0 1");
    }

    @Test
    void aHeldSectionIsAnsweredInactive() {
        String offer = Fixtures.offer("chromium-sendonly");
        int video = offer.indexOf("m=video");
        String held = offer.substring(0, video) + offer.substring(video).replace("a=sendonly", "a=inactive");

        PublisherAnswer answer = new PublisherNegotiation(1).answer(held, Fixtures.LOCAL);

        assertThat(answer.video().orElseThrow().active()).isFalse();
        assertThat(answer.audio().orElseThrow().active()).isTrue();
        assertThat(SessionDescription.parse(answer.sdp()).media().get(1).direction())
                .isEqualTo(Direction.INACTIVE);
    }

    @Test
    void laterAnswersCountTheirVersion() {
        PublisherNegotiation negotiation = new PublisherNegotiation(77);
        negotiation.answer(Fixtures.offer("chromium-sendonly"), Fixtures.LOCAL);

        String second = negotiation
                .answer(Fixtures.offer("chromium-sendonly"), Fixtures.LOCAL)
                .sdp();

        assertThat(second).contains("o=- 77 2 IN IP4 127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=ice-ufrag.* | a=ice-ufrag",
                "a=ice-pwd.* | a=ice-pwd",
                "a=fingerprint.* | a=fingerprint",
                "a=group:BUNDLE.* | a=group:BUNDLE",
                "a=rtcp-mux | a=rtcp-mux",
                "a=mid:.* | a=mid",
                "a=setup:.* | a=setup",
                "a=rtpmap:.* | no audio or video section with a codec",
                "^v=0 | first line is not"
            })
    void anUnusableOfferIsToldWhatIsMissing(String line, String message) {
        String offer = Fixtures.offer("chromium-sendonly").replaceAll("(?m)" + line + "\r?\n", "");

        assertThatThrownBy(() -> new PublisherNegotiation(1).answer(offer, Fixtures.LOCAL))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(message);
    }
}
