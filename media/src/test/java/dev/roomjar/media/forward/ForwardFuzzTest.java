package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForwardFuzzTest {

    @FuzzTest
    void anyBytesChangeNothingButCounters(byte[] bytes) {
        take(new Call().accepted(), bytes);
    }

    /** Damaged packets among good ones: nothing is thrown, and the call goes on. */
    @Test
    void damagedPacketsAmongGoodOnesDoNotEndTheCall() {
        Call call = new Call().accepted();
        call.send(Packets.video(1, 0, 0, true));
        Random random = new Random(21);
        for (int i = 1; i < 10_000; i++) {
            byte[] damaged = Packets.video(random.nextInt(3), i & 0xffff, 3000 * i, random.nextInt(50) == 0);
            for (int n = random.nextInt(6); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            take(call, damaged);
            call.pass(random.nextInt(20));
        }

        call.pass(2000);
        for (int i = 0; i < 10; i++) {
            call.send(Packets.video(77, 100 + i, 3000 * i, true));
        }
        assertThat(call.send(Packets.video(77, 110, 60_000, true))).isNotNull();
    }

    private static void take(Call call, byte[] bytes) {
        call.send(bytes);
        call.published.receiveRtcp(bytes, 0, bytes.length, call.now);
        call.forwardedMedia.receiveRtcp(bytes, 0, bytes.length, call.now);
        call.nack(bytes.length, 3);
        assertThat(call.toPublisher().size()).isLessThan(20);
        assertThat(call.toReceiver().size()).isLessThan(20);
        assertThat(call.published.nextDeadline()).isGreaterThan(call.now);
        assertThat(call.forwardedMedia.nextDeadline()).isGreaterThan(call.now);
    }
}
