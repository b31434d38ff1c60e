package dev.roomjar.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 4571 framing, inwards. */
class FrameReaderTest {
    private final FrameReader reader = new FrameReader();
    private final List<byte[]> frames = new ArrayList<>();

    @Test
    void packetsComeOutAsTheyWentInHoweverTheStreamIsCut() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            FrameReader cut = new FrameReader();
            frames.clear();
            List<byte[]> sent = packets(random);
            byte[] stream = stream(sent);
            for (int at = 0; at < stream.length; ) {
                int count = Math.min(stream.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 3_000));
                byte[] read = Arrays.copyOfRange(stream, at, at + count);
                assertThat(cut.read(read, 0, count, this::keep)).isTrue();
                at += count;
            }
            assertThat(frames).as("seed %d", seed).containsExactlyElementsOf(sent);
            assertThat(cut.kept()).isZero();
        }
    }

    @Test
    void emptyPacketsMeanNothing() {
        assertThat(reader.read(new byte[] {0, 0, 0, 1, 7, 0, 0, 0}, 0, 8, this::keep))
                .isTrue();
        assertThat(reader.read(new byte[] {0, 0, 1, 8}, 0, 4, this::keep)).isTrue();

        assertThat(frames).containsExactly(new byte[] {7}, new byte[] {8});
    }

    @Test
    void aPacketThatIsTooLongEndsTheStreamBeforeAnythingIsKept() {
        byte[] announced = {(byte) 0x08, 0x01};
        assertThat(reader.read(announced, 0, 2, this::keep)).isFalse();
        assertThat(reader.kept()).isZero();

        FrameReader cut = new FrameReader();
        assertThat(cut.read(announced, 0, 1, this::keep)).isTrue();
        assertThat(cut.read(announced, 1, 1, this::keep)).isFalse();
        assertThat(frames).isEmpty();
    }

    @Test
    void theLongestPacketFits() {
        byte[] longest = new byte[FrameReader.MAX_FRAME];
        byte[] stream = stream(List.of(longest));
        assertThat(reader.read(stream, 0, 1_000, this::keep)).isTrue();
        assertThat(reader.read(stream, 1_000, stream.length - 1_000, this::keep))
                .isTrue();

        assertThat(frames).containsExactly(longest);
    }

    @Test
    void theHandlerMayEndTheStream() {
        byte[] stream = stream(List.of(new byte[] {1}, new byte[] {2}));
        assertThat(reader.read(stream, 0, stream.length, (buffer, offset, length) -> {
                    keep(buffer, offset, length);
                    return false;
                }))
                .isFalse();

        assertThat(frames).containsExactly(new byte[] {1});
    }

    private boolean keep(byte[] buffer, int offset, int length) {
        frames.add(Arrays.copyOfRange(buffer, offset, offset + length));
        return true;
    }

    private static List<byte[]> packets(Random random) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] packet = new byte[1 + random.nextInt(FrameReader.MAX_FRAME)];
            random.nextBytes(packet);
            packets.add(packet);
        }
        return packets;
    }

    static byte[] stream(List<byte[]> packets) {
        ByteBuffer stream = ByteBuffer.allocate(
                packets.stream().mapToInt(packet -> 2 + packet.length).sum());
        packets.forEach(packet -> stream.putShort((short) packet.length).put(packet));
        return stream.array();
    }
}
