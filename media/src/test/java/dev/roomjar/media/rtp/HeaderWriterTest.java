package dev.roomjar.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderWriterTest {
    private static final ExtensionIds SOURCE = new ExtensionIds(
            Map.of(
                    HeaderExtension.MID, 4,
                    HeaderExtension.TRANSPORT_CC, 3,
                    HeaderExtension.AUDIO_LEVEL, 1,
                    HeaderExtension.DEPENDENCY_DESCRIPTOR, 12),
            true);
    private static final Map<HeaderExtension, Integer> RECEIVER_IDS =
            Map.of(HeaderExtension.MID, 1, HeaderExtension.AUDIO_LEVEL, 2, HeaderExtension.DEPENDENCY_DESCRIPTOR, 5);
    private static final byte[] MID = {'7'};

    @Test
    void extensionsMoveToTheReceiversIdsAndThoseOfTheHopAreLeftOut() {
        // Audio level 0x85, transport-wide number 0x0102, mid "0".
        String written = write("bede 0002 10 85 31 0102 40 30 00", new ExtensionIds(RECEIVER_IDS, false));

        assertThat(written).isEqualTo("90 e5 0009 00000008 00000007 bede 0001 10 37 20 85".replace(" ", ""));
    }

    @Test
    void aLongValueNeedsTheTwoByteForm() {
        String descriptor = "11".repeat(20);
        String written = write("1000 0006 0c 14 " + descriptor + " 0000", new ExtensionIds(RECEIVER_IDS, true));

        assertThat(written)
                .isEqualTo(("90 e5 0009 00000008 00000007 1000 0007 01 01 37 05 14" + descriptor + "000000")
                        .replace(" ", ""));
    }

    @Test
    void aLongValueIsLeftOutForAReceiverOfTheOneByteFormOnly() {
        String written = write("1000 0006 0c 14 " + "11".repeat(20) + " 0000", new ExtensionIds(RECEIVER_IDS, false));

        assertThat(written).isEqualTo("90 e5 0009 00000008 00000007 bede 0001 10 37 0000".replace(" ", ""));
    }

    @Test
    void withoutExtensionsTheHeaderIsPlain() {
        String written = write("bede 0001 31 0102 00", ExtensionIds.NONE);

        assertThat(written).isEqualTo("80 e5 0009 00000008 00000007".replace(" ", ""));
    }

    @Test
    void theNumberHasItsPlaceAfterTheMid() {
        HeaderWriter writer = new HeaderWriter(
                new ExtensionIds(Map.of(HeaderExtension.MID, 1, HeaderExtension.TRANSPORT_CC, 5), false), MID);
        byte[] target = new byte[64];

        int length = writer.write(target, 0, 101, 9, 8, 7);
        writer.number(target, 0xabcd);

        assertThat(writer.isNumbered()).isTrue();
        assertThat(writer.isTimed()).isFalse();
        assertThat(HexFormat.of().formatHex(target, 0, length))
                .isEqualTo("90 65 0009 00000008 00000007 bede 0002 10 37 51 abcd 000000".replace(" ", ""));
    }

    @Test
    void theTimeOfSendingIsForThoseWithoutNumbers() {
        HeaderWriter timed = new HeaderWriter(new ExtensionIds(Map.of(HeaderExtension.ABS_SEND_TIME, 6), false), MID);
        byte[] target = new byte[64];

        int length = timed.write(target, 0, 101, 9, 8, 7);
        timed.sendTime(target, 0x123456);

        assertThat(timed.isNumbered()).isFalse();
        assertThat(HexFormat.of().formatHex(target, 0, length))
                .isEqualTo("90 65 0009 00000008 00000007 bede 0001 62 123456".replace(" ", ""));
        ExtensionIds both =
                new ExtensionIds(Map.of(HeaderExtension.ABS_SEND_TIME, 6, HeaderExtension.TRANSPORT_CC, 5), false);
        assertThat(new HeaderWriter(both, MID).isTimed()).isFalse();
    }

    @Test
    void aNumberGoesWithTheTwoByteFormToo() {
        HeaderWriter writer = new HeaderWriter(new ExtensionIds(Map.of(HeaderExtension.TRANSPORT_CC, 20), true), MID);
        byte[] target = new byte[64];

        int length = writer.write(target, 0, 101, 9, 8, 7);
        writer.number(target, 0xabcd);

        assertThat(HexFormat.of().formatHex(target, 0, length))
                .isEqualTo("90 65 0009 00000008 00000007 1000 0001 14 02 abcd".replace(" ", ""));
    }

    private static String write(String extension, ExtensionIds receiver) {
        byte[] source = HexFormat.of().parseHex(("90 e0 0001 00000002 00000003" + extension + "ffff").replace(" ", ""));
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(source, 0, source.length)).isTrue();
        HeaderWriter writer = new HeaderWriter(receiver, MID);
        byte[] target = new byte[200];
        int length = writer.write(packet, SOURCE, target, 0, 101, 9, 8, 7);
        assertThat(length).isLessThanOrEqualTo(writer.maxLength(packet));
        return HexFormat.of().formatHex(target, 0, length);
    }
}
