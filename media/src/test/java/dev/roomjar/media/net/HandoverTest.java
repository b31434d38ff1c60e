package dev.roomjar.media.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtp.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private final Handover handover = new Handover();

    @Test
    void whatIsHandedOverComesOutWholeAndInOrder() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 200; i++) {
                assertThat(offer(i)).isTrue();
            }
            assertThat(drained()).containsExactlyElementsOf(numbers(200));
        }
    }

    @Test
    void aFullRingRefuses() {
        for (int i = 0; i < Handover.CAPACITY; i++) {
            assertThat(offer(i)).isTrue();
        }
        assertThat(offer(-1)).isFalse();
        assertThat(drained()).hasSize(Handover.CAPACITY);
        assertThat(offer(7)).isTrue();
        assertThat(drained()).containsExactly(7);
    }

    @Test
    void sourceAndBaseGoWithTheBytes() {
        byte[] bytes = {9, 8, 7};
        handover.offer(bytes, 1, 2, 11, 22, 33, 44);

        List<String> seen = new ArrayList<>();
        handover.drain(
                (buffer, offset, length, high, low, port, base, now) -> seen.add(
                        buffer[offset] + " " + length + " " + high + " " + low + " " + port + " " + base + " " + now),
                55);

        assertThat(seen).containsExactly("8 2 11 22 33 44 55");
    }

    @Test
    void severalWritersLoseNothing() throws InterruptedException {
        int writers = 3;
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(writers);
        for (int writer = 0; writer < writers; writer++) {
            int first = writer * each;
            Thread.ofPlatform().daemon().start(() -> {
                for (int i = first; i < first + each; ) {
                    if (offer(i)) {
                        i++;
                    } else {
                        Thread.onSpinWait();
                    }
                }
                done.countDown();
            });
        }
        List<Integer> all = new ArrayList<>();
        while (done.getCount() > 0) {
            all.addAll(drained());
        }
        all.addAll(drained());

        assertThat(all).hasSize(writers * each).doesNotHaveDuplicates();
        for (int writer = 0; writer < writers; writer++) {
            int of = writer;
            assertThat(all.stream().filter(value -> value / each == of)).isSorted();
        }
    }

    private boolean offer(int value) {
        byte[] bytes = new byte[4];
        Bytes.put32(bytes, 0, value);
        return handover.offer(bytes, 0, 4, 0, 0, 0, 0);
    }

    private List<Integer> drained() {
        List<Integer> values = new ArrayList<>();
        handover.drain(
                (buffer, offset, length, high, low, port, base, now) -> values.add(Bytes.i32(buffer, offset)), 0);
        return values;
    }

    private static List<Integer> numbers(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
