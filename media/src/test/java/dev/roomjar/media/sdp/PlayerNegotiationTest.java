package dev.roomjar.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerNegotiationTest {
    private static final String BARE = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=player
            t=0 0
            a=fingerprint:sha-256 %s
            m=video 9 UDP/TLS/RTP/SAVPF 97
            a=ice-ufrag:abcd
            a=ice-pwd:0123456789abcdef012345
            a=mid:v
            a=setup:active
            a=recvonly
            a=rtcp-mux
            a=rtpmap:97 H264/90000
            a=fmtp:97 packetization-mode=1;profile-level-id=42e01f""".formatted("AB:".repeat(31) + "AB");

    private static PlayerNegotiation negotiation(int places) {
        return new PlayerNegotiation(new Random(1), places);
    }

    private static String receiving(String fixture) {
        return Fixtures.offer(fixture).replace("a=sendrecv", "a=recvonly");
    }

    /** As aiortc 1.4 writes its offers. */
    @Test
    void anExtensionIdThatMeansTwoThingsInABundleKeepsItsFirstMeaning() {
        String offer = receiving("chromium-sendrecv")
                .replaceAll("a=extmap:.*\r\n", "")
                .replaceFirst(
                        "a=mid:0\r\n",
                        "a=mid:0\r\na=extmap:1 " + HeaderExtension.MID.uri() + "\r\na=extmap:2 "
                                + HeaderExtension.AUDIO_LEVEL.uri() + "\r\n")
                .replaceFirst(
                        "a=mid:1\r\n",
                        "a=mid:1\r\na=extmap:1 " + HeaderExtension.MID.uri() + "\r\na=extmap:2 "
                                + HeaderExtension.ABS_SEND_TIME.uri() + "\r\n");

        PlayerAnswer answer = negotiation(1).answer(offer, Fixtures.LOCAL);

        SessionDescription answered = SessionDescription.parse(answer.sdp());
        assertThat(answered.media().get(0).attributes().all("extmap"))
                .containsExactlyInAnyOrder("1 " + HeaderExtension.MID.uri(), "2 " + HeaderExtension.AUDIO_LEVEL.uri());
        assertThat(answered.media().get(1).attributes().all("extmap"))
                .containsExactly("1 " + HeaderExtension.MID.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-sendrecv", "firefox-sendrecv"})
    void aBrowsersOfferIsAnsweredWithOnePlaceInItsOwnNumbers(String fixture) {
        PlayerNegotiation negotiation = negotiation(1);

        PlayerAnswer answer = negotiation.answer(receiving(fixture), Fixtures.LOCAL);

        SessionDescription offered = SessionDescription.parse(Fixtures.offer(fixture));
        SessionDescription answered = SessionDescription.parse(answer.sdp());
        assertThat(negotiation.places()).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            MediaDescription section = answered.media().get(i);
            assertThat(section.direction()).isEqualTo(Direction.SENDONLY);
            assertThat(section.mid()).isEqualTo(offered.media().get(i).mid());
            assertThat(section.attributes().first("setup")).hasValue("passive");
            assertThat(offered.media().get(i).formats()).containsAll(section.formats());
            assertThat(section.attributes().all("ssrc")).isNotEmpty();
        }
        assertThat(answered.attributes().has("ice-lite")).isTrue();
        assertThat(answer.agreed().accepted()).hasSize(2);
    }

    @Test
    void audioAndVideoOfAPlaceAreOneStream() {
        PlayerAnswer answer = negotiation(1).answer(receiving("chromium-sendrecv"), Fixtures.LOCAL);

        List<String> streams = SessionDescription.parse(answer.sdp()).media().stream()
                .map(section -> section.attributes().first("msid").orElseThrow().split(" ", -1)[0])
                .toList();

        assertThat(streams).hasSize(2).doesNotContain("");
        assertThat(streams.get(0)).isEqualTo(streams.get(1));
    }

    @Test
    void whatConcernsThePublishersTransportIsNotAgreed() {
        PlayerAnswer answer = negotiation(1).answer(receiving("chromium-sendrecv"), Fixtures.LOCAL);

        NegotiatedMedia video = accepted(answer, "1");
        assertThat(video.extensions().has(HeaderExtension.MID)).isTrue();
        assertThat(video.extensions().has(HeaderExtension.RID)).isFalse();
        assertThat(answer.sdp()).doesNotContain("rtp-stream-id");
    }

    @Test
    void lostPacketsCanBeAskedForWhereTheyHaveAStreamToComeBackIn() {
        String offer = receiving("chromium-sendrecv");
        String withoutRtx = offer.replaceAll("(?m)^a=rtpmap:\\d+ rtx/90000\\R", "");

        assertThat(accepted(negotiation(1).answer(offer, Fixtures.LOCAL), "1").codecs())
                .allMatch(codec -> codec.feedback().contains(Feedback.NACK));
        PlayerAnswer plain = negotiation(1).answer(withoutRtx, Fixtures.LOCAL);
        assertThat(accepted(plain, "1").codecs())
                .noneMatch(codec -> codec.feedback().contains(Feedback.NACK))
                .allMatch(codec -> codec.feedback().contains(Feedback.NACK_PLI));
        assertThat(plain.sdp().lines()).noneMatch(line -> line.endsWith(" nack"));
    }

    @Test
    void sectionsBeyondThePlacesAreInactive() {
        String offer = two();

        PlayerNegotiation one = negotiation(1);
        SessionDescription answer =
                SessionDescription.parse(one.answer(offer, Fixtures.LOCAL).sdp());

        assertThat(one.places()).isEqualTo(1);
        assertThat(answer.media().get(0).direction()).isEqualTo(Direction.SENDONLY);
        assertThat(answer.media().get(1).direction()).isEqualTo(Direction.INACTIVE);
        assertThat(answer.media().get(1).port()).isNotZero();
        assertThat(negotiation(5)).satisfies(many -> {
            many.answer(offer, Fixtures.LOCAL);
            assertThat(many.places()).isEqualTo(2);
            assertThat(many.section(MediaKind.VIDEO, 1))
                    .get()
                    .extracting(OutgoingMedia::mid)
                    .isEqualTo("w");
            assertThat(many.section(MediaKind.AUDIO, 0)).isEmpty();
        });
    }

    @Test
    void aSectionAloneNeedsNeitherBundleNorRtx() {
        PlayerAnswer answer = negotiation(1).answer(BARE, Fixtures.LOCAL);

        assertThat(answer.sdp()).doesNotContain("BUNDLE").doesNotContain("FID").contains("a=ssrc:");
        assertThat(accepted(answer, "v").codecs().getFirst().hasRtx()).isFalse();
    }

    @Test
    void aLaterOfferKeepsTheStreams() {
        PlayerNegotiation negotiation = negotiation(1);
        String first = negotiation.answer(BARE, Fixtures.LOCAL).sdp();

        String later = negotiation
                .answer(BARE.replace("ice-ufrag:abcd", "ice-ufrag:efgh"), Fixtures.LOCAL)
                .sdp();

        assertThat(lines(later, "a=ssrc:")).isEqualTo(lines(first, "a=ssrc:"));
        assertThatThrownBy(() -> negotiation.answer(two(), Fixtures.LOCAL))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("2 media sections where the first had 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=recvonly       | a=sendonly       | no audio or video section that receives
            H264/90000       | theora/90000     | no audio or video section that receives
            a=rtcp-mux       | a=x              | no a=rtcp-mux
            a=ice-ufrag:abcd | a=x              | no a=ice-ufrag
            a=setup:active   | a=setup:holdconn | a=setup:holdconn
            a=fingerprint    | a=print          | no usable a=fingerprint
            """)
    void anOfferThatCannotBeUsedIsRefusedWithTheReason(String line, String changed, String reason) {
        assertThatThrownBy(() -> negotiation(1).answer(BARE.replace(line, changed), Fixtures.LOCAL))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void twoSectionsWithoutBundleAreRefused() {
        assertThatThrownBy(() -> negotiation(1).answer(two().replace("a=group:BUNDLE v w\n", ""), Fixtures.LOCAL))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("BUNDLE");
    }

    private static NegotiatedMedia accepted(PlayerAnswer answer, String mid) {
        return Objects.requireNonNull(answer.agreed().accepted().get(mid));
    }

    private static String two() {
        String section = BARE.substring(BARE.indexOf("m=video"));
        return BARE.replace("t=0 0\n", "t=0 0\na=group:BUNDLE v w\n") + "\n" + section.replace("mid:v", "mid:w");
    }

    private static List<String> lines(String sdp, String prefix) {
        return sdp.lines().filter(line -> line.startsWith(prefix)).toList();
    }
}
