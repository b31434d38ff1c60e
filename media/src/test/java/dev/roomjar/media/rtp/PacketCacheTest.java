package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketCacheTest {

    @Test
    void aPacketIsFoundUntilNewerOnesTakeItsPlace() {
        PacketCache cache = new PacketCache(4, 65_536);
        for (long number = 10; number < 15; number++) {
            cache.put(number, new byte[] {(byte) number}, 0, 1, (int) number * 2);
        }

        assertThat(cache.find(10)).isEqualTo(PacketCache.NONE);
        int slot = cache.find(11);
        assertThat(cache.buffer()[cache.offset(slot)]).isEqualTo((byte) 11);
        assertThat(cache.timestamp(slot)).isEqualTo(22);
        assertThat(cache.find(15)).isEqualTo(PacketCache.NONE);
    }

    @Test
    void aLatePacketDoesNotPushOutANewerOne() {
        PacketCache cache = new PacketCache(4, 65_536);
        cache.put(14, new byte[] {14}, 0, 1, 0);

        assertThat(cache.put(10, new byte[] {10}, 0, 1, 0)).isEqualTo(PacketCache.NONE);
        assertThat(cache.find(14)).isNotEqualTo(PacketCache.NONE);
    }

    /** Whatever comes, what is found is what was put. */
    @Test
    void foundPacketsAreNeverOverwrittenOnes() {
        Random random = new Random(3);
        PacketCache cache = new PacketCache(256, 65_536);
        Map<Long, byte[]> put = new HashMap<>();
        int found = 0;
        for (long number = 1; number < 5000; number++) {
            byte[] packet = new byte[random.nextInt(1500)];
            random.nextBytes(packet);
            cache.put(number, packet, 0, packet.length, 0);
            put.put(number, packet);
            long wanted = Math.max(1, number - random.nextInt(300));
            int slot = cache.find(wanted);
            if (slot != PacketCache.NONE) {
                found++;
                int at = cache.offset(slot);
                assertThat(Arrays.copyOfRange(cache.buffer(), at, at + cache.length(slot)))
                        .isEqualTo(put.get(wanted));
            }
        }
        assertThat(found).as("about 85 of the latest 300 fit").isBetween(800, 2500);
    }
}
