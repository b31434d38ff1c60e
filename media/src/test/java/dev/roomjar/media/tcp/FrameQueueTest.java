package dev.roomjar.media.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What waits for a slow connection. */
class FrameQueueTest {
    private static final byte[] PACKET = new byte[98];

    private final QueueBuffers buffers = new QueueBuffers(1_000);
    private final FrameQueue queue = new FrameQueue(buffers);
    private final Slow channel = new Slow();

    @Test
    void whatIsWrittenInPiecesArrivesWhole() throws IOException {
        byte[] one = {1, 2, 3};
        byte[] other = {4, 5};
        assertThat(queue.add(ByteBuffer.wrap(one), true)).isTrue();
        channel.room = 2;
        assertThat(queue.writeTo(channel)).isFalse();
        assertThat(queue.add(ByteBuffer.wrap(other), true)).isTrue();
        channel.room = 100;
        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.written.toByteArray()).isEqualTo(FrameReaderTest.stream(List.of(one, other)));
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void mediaIsDroppedFirstAndNothingGrowsBeyondTheRoom() {
        int media = 0;
        while (queue.add(ByteBuffer.wrap(PACKET), true)) {
            media++;
        }
        int checks = 0;
        while (queue.add(ByteBuffer.wrap(PACKET), false)) {
            checks++;
        }

        assertThat(media).isEqualTo(7);
        assertThat(checks).isEqualTo(3);
        assertThat(queue.size()).isEqualTo(1_000);
    }

    @Test
    void aPacketWithoutRoomLeavesTheOthersWhole() throws IOException {
        while (queue.add(ByteBuffer.wrap(PACKET), false)) {
            channel.room += 100;
        }
        assertThat(queue.writeTo(channel)).isTrue();

        assertThat(channel.written.size()).isEqualTo(1_000);
    }

    @Test
    void oneBufferServesConnectionsThatKeepUp() throws IOException {
        queue.add(ByteBuffer.wrap(PACKET), true);
        channel.room = 1_000;
        queue.writeTo(channel);
        ByteBuffer kept = buffers.take();
        buffers.give(kept);
        FrameQueue another = new FrameQueue(buffers);
        another.add(ByteBuffer.wrap(PACKET), true);

        assertThat(buffers.take()).isNotSameAs(kept);
        another.clear();
        assertThat(buffers.take()).isSameAs(kept);
    }

    /** Takes so many bytes and no more. */
    private static final class Slow implements WritableByteChannel {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int room;

        @Override
        public int write(ByteBuffer source) {
            int count = Math.min(room, source.remaining());
            for (int i = 0; i < count; i++) {
                written.write(source.get());
            }
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
