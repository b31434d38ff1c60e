package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.ForwardedTrack;
import dev.roomjar.media.rtp.MediaKind;
import org.jspecify.annotations.Nullable;

/** Who reads a publication: a receiver, and its tracks of what is published. Thread rule: one loop. */
class Reader {
    private final ForwardingEndpoint receiver;
    private @Nullable ForwardedTrack audio;
    private @Nullable ForwardedTrack video;

    Reader(ForwardingEndpoint receiver) {
        this.receiver = receiver;
    }

    /** From now on it is given what is published of that kind. */
    final void open(MediaKind kind, ForwardedTrack track) {
        if (kind == MediaKind.VIDEO) {
            video = track;
        } else {
            audio = track;
        }
    }

    /** Sends what is on its round. Video first: a packet of sound is shorter, and only the last of a segmented run may be that. */
    void forward(TrackQueue videoPackets, TrackQueue audioPackets, long nowNanos) {
        if (video != null && videoPackets.onRound() > 0) {
            receiver.forward(video, videoPackets, nowNanos);
        }
        if (audio != null && audioPackets.onRound() > 0) {
            receiver.forward(audio, audioPackets, nowNanos);
        }
    }

    /** A fault of ours while it was served costs the receiver. */
    final void faulted(Throwable fault, long nowNanos) {
        receiver.sfu.fault(receiver, fault, nowNanos);
    }
}
