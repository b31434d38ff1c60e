package dev.roomjar.media.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.DescriptorWriter;
import dev.roomjar.media.rtp.Encoding;
import dev.roomjar.media.rtp.ExtensionIds;
import dev.roomjar.media.rtp.HeaderExtension;
import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.Feedback;
import dev.roomjar.media.sdp.NegotiatedMedia;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One stream of two spatial and two temporal layers, known by its dependency descriptor or by VP9's payload descriptor. */
class ScalableTest {
    private static final int DESCRIPTOR_ID = 12;

    /** What came out: layers, whether it ends the picture for the receiver, its number, and the frame number. */
    private record Seen(int spatial, int temporal, boolean key, boolean marker, int number, int frame) {}

    private final List<Seen> seen = new ArrayList<>();
    private Call call = new Call();
    private Encoding codec = Encoding.AV1;
    private boolean keyOnly;
    private boolean described;
    private int number = 65_500;
    private int frame = 65_520;
    private int picture = 32_760;
    private int sinceKey;
    private boolean keyWanted = true;

    private void open(Encoding encoding, boolean withDescriptor, boolean dependsInKeyPicturesOnly) {
        codec = encoding;
        described = withDescriptor;
        keyOnly = dependsInKeyPicturesOnly;
        call = new Call(media(96)).accepted(media(120));
    }

    private NegotiatedMedia media(int payloadType) {
        ExtensionIds ids = new ExtensionIds(
                described
                        ? Map.of(
                                HeaderExtension.MID,
                                Packets.MID_ID,
                                HeaderExtension.DEPENDENCY_DESCRIPTOR,
                                DESCRIPTOR_ID)
                        : Map.of(HeaderExtension.MID, Packets.MID_ID),
                true);
        Codec only = new Codec(codec, payloadType, 0, "", EnumSet.allOf(Feedback.class), Codec.NO_RTX);
        return new NegotiatedMedia(MediaKind.VIDEO, "1", List.of(only), ids, List.of(), Map.of(), List.of(), true);
    }

    @Test
    void theLayersOfTheDescriptorAreToldAndMeasured() {
        open(Encoding.AV1, true, false);
        run(60);

        Layers layers = call.videoSource.layers();
        assertThat(layers.spatialLayers()).isEqualTo(2);
        assertThat(layers.temporalLayers(1)).isEqualTo(2);
        assertThat(layers.width(1)).isEqualTo(1280);
        assertThat(layers.height(0)).isEqualTo(360);
        assertThat(layers.switchesAtOnce()).isTrue();
        assertThat(layers.bitsPerSecond(1, 1) / (double) layers.bitsPerSecond(0, 0))
                .isBetween(3.7, 4.3);
        assertThat(layers.framesPerSecond(1, 1)).isBetween(28, 32);
        assertThat(layers.framesPerSecond(0, 0)).isBetween(13, 17);
    }

    @Test
    void aLowerSpatialLayerIsTakenAtTheNextPictureAndItsEndIsMarked() {
        open(Encoding.AV1, true, false);
        run(8);
        call.video.target(0, 1, call.now);
        seen.clear();
        run(8);

        assertThat(seen).hasSize(8).allMatch(packet -> packet.spatial == 0 && packet.marker);
        assertNumbersGoOn();
        assertThat(call.video.currentSpatial()).isZero();
    }

    @Test
    void theUpperLayerComesBackWithAKeyframeThatIsAskedFor() {
        open(Encoding.AV1, true, false);
        call.video.target(0, 1, call.now);
        run(9);
        call.toPublisher();
        call.video.target(1, 1, call.now);
        seen.clear();
        run(4);
        assertThat(seen).allMatch(packet -> packet.spatial == 0);
        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();

        keyWanted = true;
        seen.clear();
        run(4);

        assertThat(seen).hasSize(8);
        assertThat(seen.getFirst().key).isTrue();
        assertThat(seen.getFirst().marker)
                .as("the upper layer's frame ends the picture")
                .isFalse();
        assertThat(seen.get(1).marker).isTrue();
        assertNumbersGoOn();
    }

    @Test
    void aSpatialLayerAboveThoseProducedMeansTheHighestWithAllItsPictures() {
        open(Encoding.AV1, true, false);
        call.video.target(Cells.SPATIAL - 1, 1, call.now);
        run(12);

        assertThat(seen).filteredOn(packet -> packet.spatial == 1).hasSize(12);
        assertThat(seen).filteredOn(packet -> packet.temporal == 1).hasSize(12);
        assertNumbersGoOn();
    }

    @Test
    void aTemporalLayerIsLeftAndTakenUpWithoutAKeyframe() {
        open(Encoding.AV1, true, false);
        run(8);
        call.video.target(1, 0, call.now);
        seen.clear();
        run(8);
        assertThat(seen).hasSize(8).allMatch(packet -> packet.temporal == 0);
        assertThat(call.toPublisher())
                .noneMatch(dev.roomjar.media.rtcp.RtcpPacket.PictureLossIndication.class::isInstance);

        call.video.target(1, 1, call.now);
        seen.clear();
        run(8);

        assertThat(seen).hasSize(16).noneMatch(Seen::key);
        assertNumbersGoOn();
    }

    @Test
    void whereLayersStandAloneTheLowerOneIsNotSentAndGoingDownNeedsAKeyframe() {
        open(Encoding.AV1, true, true);
        run(9);
        assertThat(call.videoSource.layers().switchesAtOnce()).isFalse();
        assertThat(seen).filteredOn(packet -> packet.spatial == 0).hasSize(1).allMatch(Seen::key);
        call.toPublisher();

        call.video.target(0, 1, call.now);
        seen.clear();
        run(3);
        assertThat(seen).allMatch(packet -> packet.spatial == 1);
        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();
        keyWanted = true;
        seen.clear();
        run(4);

        assertThat(seen).hasSize(4).allMatch(packet -> packet.spatial == 0 && packet.marker);
        assertNumbersGoOn();
    }

    @Test
    void pausedAndResumedFrameNumbersGoOn() {
        open(Encoding.AV1, true, false);
        run(5);
        int last = seen.getLast().frame;
        call.video.target(ForwardedTrack.PAUSED, 0, call.now);
        run(20);
        call.video.target(1, 1, call.now);
        seen.clear();
        keyWanted = true;
        run(2);

        assertThat(seen.getFirst().key).isTrue();
        assertThat(seen.getFirst().frame).isEqualTo((last + 1) & 0xffff);
    }

    @Test
    void vp9IsSwitchedByItsPayloadDescriptor() {
        open(Encoding.VP9, false, false);
        run(8);
        assertThat(call.videoSource.layers().spatialLayers()).isEqualTo(2);
        assertThat(call.videoSource.layers().width(0)).isEqualTo(640);
        call.video.target(0, 0, call.now);
        seen.clear();
        run(8);
        assertThat(seen).hasSize(4).allMatch(packet -> packet.spatial == 0 && packet.temporal == 0 && packet.marker);

        call.video.target(1, 1, call.now);
        seen.clear();
        keyWanted = true;
        run(8);

        assertThat(seen).hasSize(16);
        assertThat(seen.getFirst().key).isTrue();
        assertNumbersGoOn();
    }

    @Test
    void vp9FramesThatNothingAboveNeedsAreLeftOut() {
        open(Encoding.VP9, false, true);
        run(9);

        assertThat(seen).filteredOn(packet -> packet.spatial == 0).hasSize(1).allMatch(Seen::key);
        call.video.target(0, 1, call.now);
        run(2);
        assertThat(Call.asksForKeyframe(call.toPublisher())).isTrue();
    }

    private void assertNumbersGoOn() {
        for (int i = 1; i < seen.size(); i++) {
            assertThat(seen.get(i).number).isEqualTo((seen.get(i - 1).number + 1) & 0xffff);
        }
    }

    private void run(int pictures) {
        for (int i = 0; i < pictures; i++) {
            boolean key = keyWanted;
            keyWanted = false;
            sinceKey = key ? 0 : sinceKey + 1;
            int temporal = sinceKey % 2;
            for (int spatial = 0; spatial < 2; spatial++) {
                send(spatial, temporal, key);
                frame = (frame + 1) & 0xffff;
            }
            picture = (picture + 1) & 0x7fff;
            call.pass(33);
        }
    }

    private void send(int spatial, int temporal, boolean key) {
        byte[] descriptor = described
                ? new DescriptorWriter(keyOnly).write(true, true, frame, spatial, temporal, key)
                : new byte[0];
        int extension = (descriptor.length + 2 + 3) & ~3;
        byte[] packet = new byte[16 + extension + 200];
        packet[0] = (byte) 0x90;
        packet[1] = (byte) (96 | (spatial == 1 ? 0x80 : 0));
        Bytes.put16(packet, 2, number);
        number = (number + 1) & 0xffff;
        Bytes.put32(packet, 4, Encoder.ticks(call.now));
        Bytes.put32(packet, 8, 0x51);
        Bytes.put16(packet, 12, 0x1000);
        Bytes.put16(packet, 14, extension / 4);
        if (described) {
            packet[16] = DESCRIPTOR_ID;
            packet[17] = (byte) descriptor.length;
            System.arraycopy(descriptor, 0, packet, 18, descriptor.length);
        }
        payload(packet, 16 + extension, spatial, temporal, key);
        byte[] described = {(byte) spatial, (byte) temporal, (byte) (key ? 1 : 0)};
        System.arraycopy(described, 0, packet, packet.length - 3, 3);
        if (call.published.receive(packet, 0, packet.length, call.now) != null) {
            note(call.video.forward(call.out, 0, call.now));
        }
    }

    private void payload(byte[] packet, int at, int spatial, int temporal, boolean key) {
        if (codec != Encoding.VP9) {
            packet[at] = (byte) (key && spatial == 0 ? 0x08 : 0);
            return;
        }
        boolean structure = key && spatial == 0;
        boolean unneeded = keyOnly && !key && spatial == 0;
        packet[at] = (byte) (0x80 | (key ? 0 : 0x40) | 0x20 | 0x0c | (structure ? 0x02 : 0) | (unneeded ? 0x01 : 0));
        Bytes.put16(packet, at + 1, 0x8000 | picture);
        boolean depends = spatial == 1 && (key || !keyOnly);
        packet[at + 3] = (byte) ((temporal << 5) | 0x10 | (spatial << 1) | (depends ? 1 : 0));
        packet[at + 4] = 7;
        if (structure) {
            packet[at + 5] = 0x30;
            Bytes.put16(packet, at + 6, 640);
            Bytes.put16(packet, at + 8, 360);
            Bytes.put16(packet, at + 10, 1280);
            Bytes.put16(packet, at + 12, 720);
        }
    }

    private void note(int length) {
        RtpPacket packet = new RtpPacket();
        if (length == 0) {
            return;
        }
        assertThat(packet.wrap(call.out, 0, length)).isTrue();
        int frameNumber = packet.findExtension(DESCRIPTOR_ID) ? Bytes.u16(call.out, packet.extensionOffset() + 1) : -1;
        int end = length - 3;
        seen.add(new Seen(
                call.out[end],
                call.out[end + 1],
                call.out[end + 2] == 1,
                packet.marker(),
                packet.sequenceNumber(),
                frameNumber));
    }
}
