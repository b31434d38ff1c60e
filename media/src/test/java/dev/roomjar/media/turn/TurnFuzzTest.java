package dev.roomjar.media.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import dev.roomjar.media.stun.StunAttribute.ChannelNumber;
import dev.roomjar.media.stun.StunAttribute.Lifetime;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.turn.TurnResult.ToPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnFuzzTest {

    @FuzzTest
    void noBytesOfAClientThrowOrReachAnybodyElse(byte[] data) {
        TurnFixture turn = new TurnFixture();
        TurnClient client = turn.client("198.51.100.1", 1000).allocated();
        client.bind(0x4000, TurnFixture.MEDIA);

        if (client.send(data) instanceof ToPeer datagram) {
            assertThat(datagram.peer()).isEqualTo(TurnFixture.MEDIA);
            assertThat(datagram.offset() + datagram.length()).isLessThanOrEqualTo(datagram.buffer().length);
        }
        if (data.length >= TurnFrames.PREFIX_LENGTH) {
            assertThat(TurnFrames.length(data, 0)).isBetween(-1, TurnFrames.MAX_LENGTH);
        }
        assertThat(turn.sockets).as("nobody allocates without a credential").hasSize(1);
        assertThat(turn.server.isAllocated(client.address, turn.now)).isTrue();
    }

    @Test
    void noMutationThrows() {
        TurnFixture turn = new TurnFixture();
        TurnClient client = turn.client("198.51.100.1", 1000).introduced();
        List<byte[]> good = List.of(
                client.request(StunMethod.ALLOCATE, TurnClient.UDP),
                client.request(StunMethod.REFRESH, new Lifetime(600)),
                client.request(StunMethod.CHANNEL_BIND, new ChannelNumber(0x4001), TurnClient.peer(TurnFixture.MEDIA)),
                client.request(StunMethod.CREATE_PERMISSION, TurnClient.peer(TurnFixture.MEDIA)),
                StunWriter.relayed(
                                StunMethod.SEND,
                                new TransactionId(1, 2),
                                TurnFixture.MEDIA.toSocketAddress(),
                                new byte[8],
                                0,
                                8)
                        .plainBytes(),
                new byte[] {0x40, 0, 0, 4, 1, 2, 3, 4});

        Mutations.run(3, 5_000, good, this::noBytesOfAClientThrowOrReachAnybodyElse);
    }
}
