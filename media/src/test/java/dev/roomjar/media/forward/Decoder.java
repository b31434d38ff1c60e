package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.forward.Call.Got;
import dev.roomjar.media.rtp.SequenceNumbers;
import dev.roomjar.media.rtp.Vp8Descriptor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A strict receiver of VP8: puts packets in order and complains of whatever a decoder would stumble over. */
final class Decoder {
    private final NavigableMap<Long, Got> packets = new TreeMap<>();
    private long reference = 0x10000;

    void take(Got got) {
        long number = SequenceNumbers.unwrap(got.number(), reference);
        reference = Math.max(reference, number);
        assertThat(packets.putIfAbsent(number, got))
                .as("number %s twice", number)
                .isNull();
    }

    Encoder.Description last() {
        return Encoder.Description.of(packets.lastEntry().getValue().payload());
    }

    Got lastPacket() {
        return packets.lastEntry().getValue();
    }

    /** How many frames can be decoded where packets may still be under way. */
    int check(boolean incomplete) {
        return (int) packets.values().stream()
                .filter(got -> got.payload().length > 0)
                .map(got -> Encoder.Description.of(got.payload()))
                .filter(description -> description.index() == 0)
                .count();
    }

    /** Which frames were decoded, by "ssrc/frame". */
    List<String> check() {
        List<String> decoded = new ArrayList<>();
        Set<String> whole = new HashSet<>();
        Got before = null;
        long expected = packets.firstKey();
        for (var entry : packets.entrySet()) {
            assertThat(entry.getKey()).as("no gap").isEqualTo(expected++);
            Got got = entry.getValue();
            if (got.payload().length == 0) {
                continue;
            }
            Encoder.Description now = Encoder.Description.of(got.payload());
            if (before == null) {
                assertThat(now.keyframe()).isTrue();
            } else {
                checkStep(before, got);
            }
            if (now.index() == 0) {
                String name = now.ssrc() + "/" + now.frame();
                assertThat(now.keyframe() || whole.contains(now.ssrc() + "/" + now.dependsOn()))
                        .as("%s depends on %s, of %s", name, now.dependsOn(), whole)
                        .isTrue();
                whole.add(name);
                decoded.add(name);
            }
            before = got;
        }
        return decoded;
    }

    private static void checkStep(Got before, Got got) {
        Encoder.Description was = Encoder.Description.of(before.payload());
        Encoder.Description now = Encoder.Description.of(got.payload());
        Vp8Descriptor vp8Before = descriptor(before);
        Vp8Descriptor vp8 = descriptor(got);
        boolean same = was.ssrc() == now.ssrc() && was.frame() == now.frame();
        String where = was + " then " + now;
        assertThat((vp8.pictureId() - vp8Before.pictureId()) & 0x7fff)
                .as("picture id: %s", where)
                .isEqualTo(same ? 0 : 1);
        assertThat((vp8.tl0() - vp8Before.tl0()) & 0xff)
                .as("tl0: %s", where)
                .isEqualTo(!same && now.temporal() == 0 ? 1 : 0);
        assertThat((vp8.keyIndex() - vp8Before.keyIndex()) & 0x1f)
                .as("key index: %s", where)
                .isEqualTo(!same && now.keyframe() ? 1 : 0);
        int step = got.timestamp() - before.timestamp();
        assertThat(step).as("timestamp: %s", where).isBetween(same ? 0 : 1, same ? 0 : 180_000);
    }

    private static Vp8Descriptor descriptor(Got got) {
        Vp8Descriptor descriptor = new Vp8Descriptor();
        assertThat(descriptor.read(got.payload(), 0, got.payload().length)).isTrue();
        return descriptor;
    }
}
