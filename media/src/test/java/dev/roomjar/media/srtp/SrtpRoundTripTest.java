package dev.roomjar.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From one end to the other, in every profile. */
final class SrtpRoundTripTest {

    @ParameterizedTest
    @EnumSource
    void rtpArrivesAsItWasSent(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        SrtpContext receiver = receiver(profile);
        for (int sequence = 0; sequence < 20; sequence++) {
            byte[] packet = Rtp.packet(sequence);

            byte[] secured = Rtp.protectRtp(sender, packet);

            assertThat(secured).hasSize(packet.length + profile.rtpOverhead());
            assertThat(Arrays.copyOfRange(secured, 12, packet.length))
                    .isNotEqualTo(Arrays.copyOfRange(packet, 12, packet.length));
            assertThat(Rtp.unprotectRtp(receiver, secured)).isEqualTo(packet);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rtcpArrivesAsItWasSent(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        SrtpContext receiver = receiver(profile);
        for (int i = 0; i < 20; i++) {
            byte[] secured = Rtp.protectRtcp(sender, Rtp.compound());

            assertThat(secured).hasSize(Rtp.compound().length + profile.rtcpOverhead());
            assertThat(Rtp.unprotectRtcp(receiver, secured)).isEqualTo(Rtp.compound());
        }
    }

    @ParameterizedTest
    @EnumSource
    void headersWithSourcesAndExtensionStayReadable(SrtpProfile profile) {
        byte[] packet = Rtp.hex("92600001 00000001 5501a0b2 0000000a 0000000b bede0001 10aa0000 0102030405");

        byte[] secured = Rtp.protectRtp(sender(profile), packet);

        assertThat(Arrays.copyOf(secured, 28)).isEqualTo(Arrays.copyOf(packet, 28));
        assertThat(Rtp.unprotectRtp(receiver(profile), secured)).isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void intoMemoryItIsTheSameAsInPlace(SrtpProfile profile) {
        byte[] packet = Rtp.packet(7);
        byte[] source = new byte[200];
        System.arraycopy(packet, 0, source, 3, packet.length);
        MemorySegment target = Arena.ofAuto().allocate(300).fill((byte) 0x5A);

        int length = sender(profile).protectRtp(source, 3, packet.length, target, 11);

        assertThat(target.asSlice(11, length).toArray(JAVA_BYTE)).isEqualTo(Rtp.protectRtp(sender(profile), packet));
        assertThat(target.asSlice(0, 11).toArray(JAVA_BYTE)).containsOnly(0x5A);
        assertThat(target.asSlice(11 + length).toArray(JAVA_BYTE)).containsOnly(0x5A);
    }

    @ParameterizedTest
    @EnumSource
    void memoryThatIsTooSmallIsNotWrittenBeyond(SrtpProfile profile) {
        byte[] source = Arrays.copyOf(Rtp.packet(7), 200);
        MemorySegment target = Arena.ofAuto().allocate(100);

        assertThatThrownBy(() -> sender(profile).protectRtp(source, 0, 150, target, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyPayloadIsProtectedToo(SrtpProfile profile) {
        byte[] packet = Rtp.packet(Rtp.SSRC, 1, 0);

        assertThat(Rtp.unprotectRtp(receiver(profile), Rtp.protectRtp(sender(profile), packet)))
                .isEqualTo(packet);
    }

    @ParameterizedTest
    @EnumSource
    void theOtherSidesKeyOpensNothing(SrtpProfile profile) {
        byte[] exported = new byte[SrtpKeys.exportLength(profile)];
        for (int i = 0; i < exported.length; i++) {
            exported[i] = (byte) i;
        }
        SrtpKeys keys = SrtpKeys.split(profile, exported);
        byte[] secured = Rtp.protectRtp(SrtpContext.sending(profile, keys.server()), Rtp.packet(1));

        assertThat(Rtp.unprotectRtp(SrtpContext.receiving(profile, keys.client()), secured))
                .isEmpty();
        assertThat(Rtp.unprotectRtp(SrtpContext.receiving(profile, keys.server()), secured))
                .isEqualTo(Rtp.packet(1));
    }

    @ParameterizedTest
    @EnumSource
    void missingRoomForTheTagIsTheCallersMistake(SrtpProfile profile) {
        byte[] packet = Rtp.packet(1);
        SrtpContext sender = sender(profile);

        assertThatThrownBy(() -> sender.protectRtp(packet, 0, packet.length))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static SrtpContext sender(SrtpProfile profile) {
        return SrtpContext.sending(profile, Rtp.key(profile));
    }

    private static SrtpContext receiver(SrtpProfile profile) {
        return SrtpContext.receiving(profile, Rtp.key(profile));
    }
}
