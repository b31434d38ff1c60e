package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.PublisherAnswer;
import java.util.Objects;
import java.util.Optional;

/** Makes packets of a publication for tests of other packages, which may tell them apart by their numbers. */
public final class PacketSource {
    private static final int VIDEO = 0x1111;
    private static final int AUDIO = 0x2222;

    private final PublishedMedia media = new PublishedMedia(
            new PublisherAnswer(
                    "",
                    Call.TRANSPORT,
                    Optional.of(Call.audio("0", Packets.OPUS)),
                    Optional.of(Call.video("1", Packets.VP8, Packets.VP8_RTX))),
            0x99);
    private long now = 5_000 * Call.MILLISECOND;
    private int videoNumber;
    private int audioNumber;

    /**
     * The video track with its next packet.
     *
     * @param last whether its frame ends with it
     */
    public PublishedTrack video(boolean last) {
        byte[] packet = Packets.video(VIDEO, videoNumber, 9_000, videoNumber == 0);
        packet[1] |= (byte) (last ? 0x80 : 0);
        videoNumber++;
        return received(packet);
    }

    /** The audio track with its next packet. */
    public PublishedTrack audio() {
        byte[] packet = Packets.audio(AUDIO, audioNumber, 960 * audioNumber);
        audioNumber++;
        return received(packet);
    }

    private PublishedTrack received(byte[] packet) {
        now += Call.MILLISECOND;
        return Objects.requireNonNull(media.receive(packet, 0, packet.length, now));
    }

    /** A packet's place among those of its track, from 0. */
    public static int number(PublishedPacket packet) {
        return (int) packet.number & 0xffff;
    }
}
