package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RedundancyTest {
    private static final int OPUS = 111;

    /** Offset 960, 3 bytes of the packet before; then 2 bytes of its own. */
    private static final byte[] ONE_COPY = bytes("ef 0f00 03 6f aabbcc 1122");

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void thePrimaryBlockIsBehindTheCopies() {
        assertThat(Redundancy.primary(ONE_COPY, 0, ONE_COPY.length, OPUS)).isEqualTo(8);
    }

    @Test
    void withoutCopiesThePrimaryBlockIsAllThereIs() {
        assertThat(Redundancy.primary(bytes("6f 1122"), 0, 3, OPUS)).isEqualTo(1);
    }

    @Test
    void lengthsThatReachOutOfThePacketAreMalformed() {
        assertThat(Redundancy.primary(bytes("ef 0f03 ff 6f aabb"), 0, 7, OPUS)).isEqualTo(Redundancy.MALFORMED);
        assertThat(Redundancy.primary(bytes("ef 0f"), 0, 2, OPUS)).isEqualTo(Redundancy.MALFORMED);
        assertThat(Redundancy.primary(new byte[0], 0, 0, OPUS)).isEqualTo(Redundancy.MALFORMED);
    }

    @Test
    void blocksOfAnotherPayloadTypeAreMalformed() {
        assertThat(Redundancy.primary(ONE_COPY, 0, ONE_COPY.length, 109)).isEqualTo(Redundancy.MALFORMED);
    }

    @Test
    void allBlocksGetTheNewPayloadType() {
        byte[] payload = ONE_COPY.clone();

        Redundancy.relabel(payload, 0, 109);

        assertThat(payload).isEqualTo(bytes("ed 0f00 03 6d aabbcc 1122"));
    }

    @Test
    void noBytesThrow() {
        Random random = new Random(9);
        for (int i = 0; i < 100_000; i++) {
            byte[] payload = new byte[random.nextInt(30)];
            random.nextBytes(payload);
            for (int at = 0; at < payload.length; at += random.nextInt(4) + 1) {
                payload[at] = (byte) (OPUS | random.nextInt(2) << 7);
            }
            int primary = Redundancy.primary(payload, 0, payload.length, OPUS);
            if (primary != Redundancy.MALFORMED) {
                assertThat(primary).isBetween(1, payload.length);
                Redundancy.relabel(payload, 0, 109);
                assertThat(Redundancy.primary(payload, 0, payload.length, 109)).isEqualTo(primary);
            }
        }
    }
}
