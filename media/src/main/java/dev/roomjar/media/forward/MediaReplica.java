package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.MediaKind;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import dev.roomjar.media.sdp.PublisherAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Another loop's {@link PublishedMedia} once more, for receivers here: takes the packets that it took, in its numbers, keeps them to
 * send again, and asks it for what did not come over and for keyframes. Its tracks are read from as those of a publisher here.
 * Not thread safe.
 */
public final class MediaReplica {
    private final PublishedMedia media;
    private final RtpPacket packet = new RtpPacket();

    /** Where it asks. */
    public interface Origin {
        /**
         * Packets did not come over; they may not have come there either.
         *
         * @param numbers their lowest 16 bits
         */
        void missing(MediaKind kind, int encoding, int generation, int[] numbers);

        /** A keyframe is wanted. */
        void keyframe(MediaKind kind, int encoding);
    }

    /** @param negotiated what the publisher and its loop agreed to last */
    public MediaReplica(PublisherAnswer negotiated) {
        media = new PublishedMedia(negotiated, 0);
    }

    /** What receivers read from; nothing is to be sent to a publisher from here. */
    public PublishedMedia media() {
        return media;
    }

    /**
     * Takes a packet or a report.
     *
     * @return the track that has a packet to forward now, null for none
     */
    public @Nullable PublishedTrack receive(PacketCopy copy, long nowNanos) {
        PublishedTrack track = media.track(copy.kind);
        if (track == null) {
            return null;
        }
        if (copy.length == 0) {
            track.replicateReport(copy);
            return null;
        }
        if (!packet.wrap(copy.bytes, 0, copy.length)) {
            return null;
        }
        Codec codec = media.codec(copy.kind, packet.payloadType());
        return codec != null && track.replicate(copy, packet, codec, nowNanos) ? track : null;
    }

    /** Asks for what is due. */
    public void request(Origin origin, long nowNanos) {
        for (MediaKind kind : MediaKind.values()) {
            PublishedTrack track = media.track(kind);
            if (track != null && track.nextDeadline() <= nowNanos) {
                track.request(origin, nowNanos);
            }
        }
    }

    /** When {@link #request} has something next, {@link Long#MAX_VALUE} for not at all. */
    public long nextDeadline() {
        return Math.min(deadline(MediaKind.AUDIO), deadline(MediaKind.VIDEO));
    }

    private long deadline(MediaKind kind) {
        PublishedTrack track = media.track(kind);
        return track == null ? Long.MAX_VALUE : track.nextDeadline();
    }
}
