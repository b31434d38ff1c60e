package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class SrtpFuzzTest {
    private static final Map<SrtpProfile, SrtpContext> RECEIVERS = contexts(SrtpContext::receiving);
    private static final Map<SrtpProfile, SrtpContext> SENDERS = contexts(SrtpContext::sending);

    @FuzzTest
    void nothingForgedIsOpenedAndNothingThrows(byte[] data) {
        RECEIVERS.forEach((profile, receiver) -> {
            assertThat(receiver.unprotectRtp(data.clone(), 0, data.length)).isEqualTo(-1);
            assertThat(receiver.unprotectRtcp(data.clone(), 0, data.length)).isEqualTo(-1);
        });
    }

    @FuzzTest
    void protectingAnythingThrowsNothing(byte[] data) {
        byte[] buffer = Arrays.copyOf(data, data.length + 20);
        SENDERS.forEach((profile, sender) -> {
            assertThat(sender.protectRtp(buffer.clone(), 0, data.length)).isIn(-1, data.length + profile.rtpOverhead());
            assertThat(sender.protectRtcp(buffer.clone(), 0, data.length))
                    .isIn(-1, data.length + profile.rtcpOverhead());
        });
    }

    @Test
    void noMutationIsOpened() {
        List<byte[]> plain = List.of(Rtp.packet(1), Rtp.compound());

        Mutations.run(3, 2000, plain, this::nothingForgedIsOpenedAndNothingThrows);
        Mutations.run(4, 2000, plain, this::protectingAnythingThrowsNothing);
    }

    private static Map<SrtpProfile, SrtpContext> contexts(BiFunction<SrtpProfile, MasterKey, SrtpContext> kind) {
        Map<SrtpProfile, SrtpContext> contexts = new EnumMap<>(SrtpProfile.class);
        for (SrtpProfile profile : SrtpProfile.values()) {
            contexts.put(profile, kind.apply(profile, Rtp.key(profile)));
        }
        return contexts;
    }
}
