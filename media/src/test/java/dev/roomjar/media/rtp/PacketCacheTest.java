package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketCacheTest {
    private static final long MILLISECOND = 1_000_000;
    private static final long HALF_A_SECOND = 500 * MILLISECOND;

    @Test
    void aPacketIsFoundUntilNewerOnesTakeItsPlace() {
        PacketCache cache = new PacketCache(32, 65_536, HALF_A_SECOND);
        for (long number = 10; number < 43; number++) {
            cache.put(number, new byte[] {(byte) number}, 0, 1, (int) number * 2, 0);
        }

        assertThat(cache.find(10)).isEqualTo(PacketCache.NONE);
        int slot = cache.find(11);
        assertThat(cache.buffer()[cache.offset(slot)]).isEqualTo((byte) 11);
        assertThat(cache.timestamp(slot)).isEqualTo(22);
        assertThat(cache.find(43)).isEqualTo(PacketCache.NONE);
    }

    @Test
    void aLatePacketDoesNotPushOutANewerOne() {
        PacketCache cache = new PacketCache(32, 65_536, HALF_A_SECOND);
        cache.put(42, new byte[] {42}, 0, 1, 0, 0);

        assertThat(cache.put(10, new byte[] {10}, 0, 1, 0, 0)).isEqualTo(PacketCache.NONE);
        assertThat(cache.find(42)).isNotEqualTo(PacketCache.NONE);
    }

    @Test
    void itGrowsUntilPacketsAreKeptAsLongAsAskedAndThenNoMore() {
        PacketCache cache = new PacketCache(1024, 768 * 1024, HALF_A_SECOND);
        byte[] packet = new byte[1150];
        for (long number = 0; number < 20_000; number++) {
            cache.put(number, packet, 0, packet.length, 0, number * 6 * MILLISECOND);
            if (number > 100) {
                assertThat(cache.find(number - 80)).as("%d", number).isNotEqualTo(PacketCache.NONE);
            }
        }

        assertThat(cache.capacity()).as("half a second is 96 KB").isBetween(96_000, 190_000);
    }

    @Test
    void itGrowsNoFurtherThanItsBound() {
        PacketCache cache = new PacketCache(256, 100_000, HALF_A_SECOND);
        for (long number = 0; number < 5_000; number++) {
            cache.put(number, new byte[1200], 0, 1200, 0, 0);
        }

        assertThat(cache.capacity()).isEqualTo(100_000);
        assertThat(cache.find(4_999 - 60)).isNotEqualTo(PacketCache.NONE);
        assertThat(cache.find(4_999 - 256)).isEqualTo(PacketCache.NONE);
    }

    @Test
    void aSlowStreamStaysSmall() {
        PacketCache cache = new PacketCache(1024, 768 * 1024, HALF_A_SECOND);
        for (long number = 0; number < 10_000; number++) {
            cache.put(number, new byte[120], 0, 120, 0, number * 20 * MILLISECOND);
        }

        assertThat(cache.capacity()).isLessThanOrEqualTo(16 * 1024);
    }

    @Test
    void aPacketTooLongForAnyNetworkIsNotTaken() {
        PacketCache cache = new PacketCache(32, 65_536, HALF_A_SECOND);

        assertThat(cache.put(1, new byte[9000], 0, 9000, 0, 0)).isEqualTo(PacketCache.NONE);
    }

    /** Whatever comes, what is found is what was put. */
    @Test
    void foundPacketsAreNeverOverwrittenOnes() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            PacketCache cache = new PacketCache(256, 65_536 + random.nextInt(65_536), HALF_A_SECOND);
            Map<Long, byte[]> put = new HashMap<>();
            int found = 0;
            long now = 0;
            for (long number = 1; number < 2500; number++) {
                now += random.nextInt(20) * MILLISECOND;
                long late = Math.max(1, number - random.nextInt(5));
                byte[] packet = new byte[random.nextInt(1500)];
                random.nextBytes(packet);
                if (cache.put(late, packet, 0, packet.length, 0, now) != PacketCache.NONE) {
                    put.put(late, packet);
                }
                long wanted = Math.max(1, number - random.nextInt(300));
                int slot = cache.find(wanted);
                if (slot != PacketCache.NONE) {
                    found++;
                    int at = cache.offset(slot);
                    assertThat(Arrays.copyOfRange(cache.buffer(), at, at + cache.length(slot)))
                            .as("seed %d", seed)
                            .isEqualTo(put.get(wanted));
                }
            }
            assertThat(found).as("seed %d", seed).isBetween(300, 2000);
        }
    }
}
