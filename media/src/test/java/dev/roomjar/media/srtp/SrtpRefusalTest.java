package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a context refuses, and that refusing changes nothing. */
final class SrtpRefusalTest {

    @ParameterizedTest
    @EnumSource
    void aReplayedPacketIsRefused(SrtpProfile profile) {
        SrtpContext receiver = receiver(profile);
        byte[] secured = Rtp.protectRtp(sender(profile), Rtp.packet(1));

        assertThat(Rtp.unprotectRtp(receiver, secured)).isNotEmpty();
        assertThat(Rtp.unprotectRtp(receiver, secured)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void replayedFeedbackIsRefusedApartFromMedia(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        SrtpContext receiver = receiver(profile);
        byte[] feedback = Rtp.protectRtcp(sender, Rtp.compound());

        assertThat(Rtp.unprotectRtcp(receiver, feedback)).isNotEmpty();
        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender, Rtp.packet(0))))
                .isNotEmpty();
        assertThat(Rtp.unprotectRtcp(receiver, feedback)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsNoticedAndTheGoodPacketStillPasses(SrtpProfile profile) {
        SrtpContext receiver = receiver(profile);
        byte[] secured = Rtp.protectRtp(sender(profile), Rtp.packet(Rtp.SSRC, 9, 8));

        assertFlippedBitsAreRefused(secured, damaged -> Rtp.unprotectRtp(receiver, damaged));
        assertThat(Rtp.unprotectRtp(receiver, secured)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitOfFeedbackIsNoticed(SrtpProfile profile) {
        SrtpContext receiver = receiver(profile);
        byte[] secured = Rtp.protectRtcp(sender(profile), Rtp.compound());

        assertFlippedBitsAreRefused(secured, damaged -> Rtp.unprotectRtcp(receiver, damaged));
        assertThat(Rtp.unprotectRtcp(receiver, secured)).isNotEmpty();
    }

    private static void assertFlippedBitsAreRefused(byte[] secured, Function<byte[], byte[]> unprotect) {
        for (int bit = 0; bit < secured.length * 8; bit++) {
            byte[] damaged = secured.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(unprotect.apply(damaged)).as("bit " + bit).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTruncationIsRefused(SrtpProfile profile) {
        SrtpContext receiver = receiver(profile);
        byte[] media = Rtp.protectRtp(sender(profile), Rtp.packet(1));
        byte[] feedback = Rtp.protectRtcp(sender(profile), Rtp.compound());

        for (int length = 0; length < media.length; length++) {
            assertThat(receiver.unprotectRtp(media.clone(), 0, length)).isNegative();
        }
        for (int length = 0; length < feedback.length; length++) {
            assertThat(receiver.unprotectRtcp(feedback.clone(), 0, length)).isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPacketIsProtectedOnce(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        byte[] buffer = Arrays.copyOf(Rtp.packet(5), 200);

        assertThat(sender.protectRtp(buffer.clone(), 0, 112)).isPositive();
        assertThat(sender.protectRtp(buffer.clone(), 0, 112)).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void aLatePacketIsStillProtectedUnlessTooLate(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        Rtp.protectRtp(sender, Rtp.packet(2000));

        assertThat(Rtp.protectRtp(sender, Rtp.packet(1000))).isNotEmpty();
        assertThat(sender.protectRtp(Arrays.copyOf(Rtp.packet(900), 200), 0, 112))
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource
    void sourcesBeyondTheLimitAreRefusedAndTheOthersGoOn(SrtpProfile profile) {
        SrtpContext sender = sender(profile);
        SrtpContext receiver = receiver(profile);
        for (int ssrc = 0; ssrc < 256; ssrc++) {
            byte[] secured = Rtp.protectRtp(sender, Rtp.packet(ssrc, 1, 4));
            assertThat(Rtp.unprotectRtp(receiver, secured)).isNotEmpty();
        }

        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender, Rtp.packet(256, 1, 4))))
                .isEmpty();
        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender, Rtp.packet(0, 2, 4))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void forgedSourcesTakeNoRoom(SrtpProfile profile) {
        SrtpContext receiver = receiver(profile);
        for (int ssrc = 0; ssrc < 1000; ssrc++) {
            assertThat(Rtp.unprotectRtp(receiver, Rtp.packet(ssrc, 1, 60))).isEmpty();
        }

        assertThat(Rtp.unprotectRtp(receiver, Rtp.protectRtp(sender(profile), Rtp.packet(1))))
                .isNotEmpty();
    }

    private static SrtpContext sender(SrtpProfile profile) {
        return SrtpContext.sending(profile, Rtp.key(profile));
    }

    private static SrtpContext receiver(SrtpProfile profile) {
        return SrtpContext.receiving(profile, Rtp.key(profile));
    }
}
