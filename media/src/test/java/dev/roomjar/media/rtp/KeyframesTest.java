package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyframesTest {

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource({
        "VP8, 10 50, true, key frame",
        "VP8, 10 51, false, inter frame",
        "VP8, 00 50, false, continuation of a partition",
        "VP8, 90 80 81 23 10, true, long picture id",
        "VP8, 90 e0 05 01 20 10, true, short picture id and tl0 and tid",
        "VP8, 90 e0 05, false, cut off",
        "VP9, 88 81 23 49, true, not predicted",
        "VP9, c8 81 23 49, false, predicted",
        "VP9, 80 81 23 49, false, not the beginning",
        "VP9, a8 81 23 00 00 49, true, spatial layer 0",
        "VP9, a8 81 23 02 00 49, false, spatial layer 1",
        "H264, 65 88, true, IDR",
        "H264, 67 42, true, SPS",
        "H264, 41 9a, false, slice",
        "H264, 78 0002 6742 0002 68ce, true, STAP-A with SPS",
        "H264, 78 0002 0930 0002 419a, false, STAP-A without",
        "H264, 7c 85 88, true, first fragment of IDR",
        "H264, 7c 05 88, false, later fragment of IDR",
        "AV1, 18 0a 0b, true, new coded video sequence",
        "AV1, 10 0a 0b, false, further temporal unit",
        "AV1, 98 0a 0b, false, continuation",
    })
    void theBeginningOfAKeyframeIsToldFromThePayload(
            Encoding encoding, String payload, boolean keyframe, String description) {
        byte[] bytes = HexFormat.of().parseHex("00" + payload.replace(" ", ""));

        assertThat(Keyframes.startsKeyframe(encoding, bytes, 1, bytes.length - 1))
                .as(description)
                .isEqualTo(keyframe);
    }

    /** Each element has id 10: start and end bit, template and frame number, then the flags of the long form. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "a3 800001 80 000000, true, begins a frame and brings the structure",
        "a3 800001 00 000000, false, begins a frame without structure",
        "a3 000001 80 000000, false, does not begin a frame",
        "a2 800001 00000000, false, short form",
    })
    void aDependencyDescriptorIsAskedFirst(String element, boolean keyframe, String description) {
        String payloadOfAKeyframe = "18 0a 0b";
        String hex = "90 60 0001 00000000 00000001 bede 0002" + element + payloadOfAKeyframe;
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();

        assertThat(Keyframes.startsKeyframe(Encoding.AV1, packet, 10))
                .as(description)
                .isEqualTo(keyframe);
        assertThat(Keyframes.startsKeyframe(Encoding.AV1, packet, 0))
                .as("without the extension the payload counts")
                .isTrue();
    }
}
