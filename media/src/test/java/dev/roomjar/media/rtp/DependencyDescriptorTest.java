package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

class DependencyDescriptorTest {
    private final DescriptorWriter writer = new DescriptorWriter(true);
    private final DependencyDescriptor descriptor = new DependencyDescriptor();

    @Test
    void aKeyframeBringsTheStructure() {
        assertThat(read(writer.write(true, false, 65_535, 0, 0, true))).isTrue();

        assertThat(descriptor.bringsStructure()).isTrue();
        assertThat(descriptor.frameNumber()).isEqualTo(65_535);
        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.endOfFrame()).isFalse();
        assertThat(descriptor.activeTargets()).isEqualTo(0b1111);
        DependencyStructure structure = descriptor.structure();
        assertThat(structure.decodeTargets()).isEqualTo(4);
        assertThat(structure.chains()).isEqualTo(2);
        assertThat(structure.spatialLayers()).isEqualTo(2);
        assertThat(List.of(structure.width(0), structure.height(0), structure.width(1), structure.height(1)))
                .containsExactly(640, 360, 1280, 720);
        assertThat(structure.targetSpatial(3)).isEqualTo(1);
        assertThat(structure.targetTemporal(3)).isEqualTo(1);
        assertThat(structure.protectedBy(1)).isZero();
        assertThat(structure.protectedBy(2)).isEqualTo(1);
    }

    @Test
    void laterFramesSpeakOfIt() {
        read(writer.write(true, false, 0, 0, 0, true));

        assertThat(read(writer.write(false, true, 5, 1, 1, false))).isTrue();

        assertThat(descriptor.spatial()).isEqualTo(1);
        assertThat(descriptor.temporal()).isEqualTo(1);
        assertThat(descriptor.indication(2)).isEqualTo(DependencyDescriptor.NOT_PRESENT);
        assertThat(descriptor.indication(3)).isEqualTo(DependencyDescriptor.DISCARDABLE);
        assertThat(descriptor.chainDifference(1)).isEqualTo(2);
    }

    @Test
    void withoutAStructureNothingIsRead() {
        assertThat(read(writer.write(true, true, 1, 0, 0, false))).isFalse();
        read(writer.write(true, false, 0, 0, 0, true));
        descriptor.reset();
        assertThat(read(writer.write(true, true, 1, 0, 0, false))).isFalse();
    }

    @Test
    void aStructureCutShortIsNotTaken() {
        byte[] whole = writer.write(true, false, 0, 0, 0, true);
        for (int length = 0; length < whole.length; length++) {
            assertThat(descriptor.read(whole, 0, length)).as("%s bytes", length).isFalse();
        }
    }

    @FuzzTest
    void anyBytesAreReadOrRefused(byte[] bytes) {
        take(bytes);
    }

    @Test
    void damagedDescriptorsAreReadOrRefused() {
        Mutations.run(
                7,
                20_000,
                List.of(writer.write(true, false, 0, 0, 0, true), writer.write(true, true, 9, 1, 1, false), new byte[] {
                    (byte) 0xc0, 0, 1, (byte) 0x7f, 1, 2, 3, 4
                }),
                DependencyDescriptorTest::take);
    }

    /** Also after a good structure, which what follows then speaks of. */
    private static void take(byte[] bytes) {
        for (boolean prepared : new boolean[] {false, true}) {
            DependencyDescriptor descriptor = new DependencyDescriptor();
            if (prepared) {
                byte[] good = new DescriptorWriter(false).write(true, false, 0, 0, 0, true);
                assertThat(descriptor.read(good, 0, good.length)).isTrue();
            }
            if (descriptor.read(bytes, 0, bytes.length)) {
                assertThat(descriptor.spatial()).isLessThan(DependencyStructure.MAX_SPATIAL);
                assertThat(descriptor.temporal()).isLessThan(DependencyStructure.MAX_TEMPORAL);
                assertThat(descriptor.structure().chains()).isLessThanOrEqualTo(32);
            }
            new Vp8Descriptor().read(bytes, 0, bytes.length);
            new Vp9Descriptor().read(bytes, 0, bytes.length);
            new H264ParameterSet().read(bytes, 0, bytes.length);
        }
    }

    private boolean read(byte[] bytes) {
        return descriptor.read(bytes, 0, bytes.length);
    }
}
