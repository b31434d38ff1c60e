package dev.roomjar.media.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StunFuzzTest {
    private static final TransactionId ID = new TransactionId(1, 2);

    @FuzzTest
    void noBytesThrow(byte[] data) {
        @Nullable StunMessage message = StunMessage.parse(data, 0, data.length);
        @Nullable String username = StunMessage.username(data, 0, data.length);

        if (message != null) {
            assertThat(message.isAuthentic("never the password of this")).isFalse();
            message.find(StunAttribute.Username.class)
                    .ifPresent(found -> assertThat(username).isEqualTo(found.value()));
        }
    }

    @Test
    void noMutationThrows() {
        List<byte[]> good = List.of(
                StunWriter.request(ID)
                        .add(new StunAttribute.Username("a:b"))
                        .add(new StunAttribute.IceControlling(3))
                        .bytes("password"),
                StunWriter.success(ID)
                        .add(new StunAttribute.XorMappedAddress(new InetSocketAddress("192.0.2.1", 1)))
                        .bytes("password"),
                StunWriter.error(ID, 420, "Unknown")
                        .add(new StunAttribute.UnknownAttributes(List.of(1, 2, 3)))
                        .bytes(null));

        Mutations.run(1, 20_000, good, this::noBytesThrow);
    }
}
