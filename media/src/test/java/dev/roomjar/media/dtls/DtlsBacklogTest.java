package dev.roomjar.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.media.srtp.SrtpKeys;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;

/** What a queue takes is in the backlog until its reader asks for more, or is at its end. */
class DtlsBacklogTest {
    private static final int CAPACITY = 32;

    private final DtlsLimits limits = DtlsLimits.ofConcurrentHandshakes(1);
    private final DatagramQueue queue = new DatagramQueue(limits, 1_200, new Deaf());
    private final byte[] buffer = new byte[100];

    @Test
    void itsThreadHasToBeginFirst() throws Exception {
        assertThat(limits.backlog().isEmpty()).isFalse();

        assertThat(queue.receive(buffer, 0, buffer.length, 1)).isEqualTo(-1);
        assertThat(limits.backlog().isEmpty()).isTrue();
    }

    @Test
    void aDatagramIsDealtWithWhenTheNextIsAskedFor() throws Exception {
        queue.put(new byte[10], 0, 10);
        assertThat(limits.backlog().isEmpty()).isFalse();

        assertThat(queue.receive(buffer, 0, buffer.length, 1)).isEqualTo(10);
        assertThat(limits.backlog().isEmpty()).isFalse();

        assertThat(queue.receive(buffer, 0, buffer.length, 1)).isEqualTo(-1);
        assertThat(limits.backlog().isEmpty()).isTrue();
    }

    @Test
    void whatDidNotFitIsNotWaitedFor() throws Exception {
        for (int i = 0; i < 2 * CAPACITY; i++) {
            queue.put(new byte[10], 0, 10);
        }
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(queue.receive(buffer, 0, buffer.length, 1)).isEqualTo(10);
        }
        assertThat(queue.receive(buffer, 0, buffer.length, 1)).isEqualTo(-1);

        assertThat(limits.backlog().isEmpty()).isTrue();
    }

    @Test
    void anEndThatClosesHasWorkUntilItsThreadIsDone() {
        queue.put(new byte[10], 0, 10);
        queue.close();
        queue.put(new byte[10], 0, 10);
        assertThat(limits.backlog().isEmpty()).isFalse();

        assertThatThrownBy(() -> queue.receive(buffer, 0, buffer.length, 1)).isInstanceOf(InterruptedIOException.class);
        assertThat(limits.backlog().isEmpty()).isFalse();

        queue.end();
        queue.put(new byte[10], 0, 10);
        queue.close();
        assertThat(limits.backlog().isEmpty()).isTrue();
    }

    private static final class Deaf implements DtlsListener {
        @Override
        public void send(byte[] datagram) {}

        @Override
        public void connected(SrtpKeys keys) {}

        @Override
        public void failed(String reason) {}

        @Override
        public void closed() {}
    }
}
