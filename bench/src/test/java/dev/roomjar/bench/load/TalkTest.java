package dev.roomjar.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtp.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people of the load generator send can be put together again into the clip's frames. */
class TalkTest {
    private static final int HEADER = 28;
    private static final int DESCRIPTOR = 4;

    private final Clip clip = Clip.talk();
    private final Talk talk = new Talk(clip, new Random(1));
    private final byte[] packet = new byte[2_048];

    @Test
    void theClipIsTwoSecondsThatBeginWithItsOnlyKeyframe() {
        assertThat(clip.framesPerSecond()).isEqualTo(15);
        assertThat(clip.video()).hasSize(30);
        assertThat(clip.sound()).hasSizeBetween(99, 101);
        // RFC 7741 §4.3: the lowest bit of a frame's first byte is 0 in keyframes.
        assertThat(clip.video().getFirst()[0] & 1).isZero();
        assertThat(clip.video().subList(1, 30)).allMatch(frame -> (frame[0] & 1) == 1);
    }

    @Test
    void packetsMakeTheFramesAndTheEndLeadsBackToTheBeginning() {
        for (int i = 0; i < 31; i++) {
            assertThat(nextFrame(false)).isEqualTo(clip.video().get(i % 30));
        }
    }

    @Test
    void whoAsksForAKeyframeGetsTheBeginning() {
        for (int i = 0; i < 7; i++) {
            nextFrame(false);
        }

        assertThat(nextFrame(true)).isEqualTo(clip.video().get(0));
        assertThat(nextFrame(false)).isEqualTo(clip.video().get(1));
    }

    @Test
    void peopleAreSilentMostOfTheTimeAndTheLevelSaysSo() {
        int loud = 0;
        for (int i = 0; i < 50_000; i++) {
            int end = talk.sound(packet, HEADER);
            assertThat(end - HEADER == 3).isEqualTo(talk.level() == 127);
            loud += talk.level() < 127 ? 1 : 0;
        }
        assertThat(loud).isBetween(1_000, 10_000);
    }

    private byte[] nextFrame(boolean keyframe) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int count = talk.nextFrame(keyframe);
        int picture = -1;
        for (int i = 0; i < count; i++) {
            int end = talk.video(i, packet, HEADER);
            assertThat(end).isLessThanOrEqualTo(1_200);
            assertThat(packet[HEADER]).isEqualTo((byte) (i == 0 ? 0x90 : 0x80));
            assertThat(Bytes.u16(packet, HEADER + 2) & 0x8000).isNotZero();
            assertThat(picture).isIn(-1, Bytes.u16(packet, HEADER + 2));
            picture = Bytes.u16(packet, HEADER + 2);
            frame.write(packet, HEADER + DESCRIPTOR, end - HEADER - DESCRIPTOR);
        }
        return frame.toByteArray();
    }
}
