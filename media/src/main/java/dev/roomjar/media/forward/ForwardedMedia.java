package dev.roomjar.media.forward;

import dev.roomjar.media.sdp.OutgoingMedia;
import dev.roomjar.media.sdp.ReceiverAnswer;

/**
 * Everything that is forwarded to one receiver: its tracks, what it reports of them and what it asks for. See the package for
 * how it is driven. Not thread safe.
 */
public final class ForwardedMedia {

    public ForwardedMedia() {}

    /**
     * Adds a track; it is silent until an answer accepts its section.
     *
     * @param section from {@link dev.roomjar.media.sdp.ReceiverNegotiation#add}
     * @param cname as given there
     */
    public ForwardedTrack add(PublishedTrack source, OutgoingMedia section, String cname) {
        return new ForwardedTrack();
    }

    /** Ends a track. */
    public void remove(ForwardedTrack track) {}

    /** Takes what the receiver's answer agreed to: payload types, extensions, refused sections. */
    public void negotiated(ReceiverAnswer answer, long nowNanos) {}

    /** Takes one decrypted RTCP packet, compound or of reduced size: reports, negative acknowledgements, keyframe requests. */
    public void receiveRtcp(byte[] packet, int offset, int length, long nowNanos) {}

    /**
     * Writes the next retransmission that the receiver asked for. Call until it returns 0, after {@link #receiveRtcp}.
     *
     * @param target with room for {@link ForwardedTrack#MAX_PACKET} bytes at {@code offset}
     * @return the length of an RTP packet, 0 where there is none
     */
    public int pollRetransmission(byte[] target, int offset, long nowNanos) {
        return 0;
    }

    /**
     * Writes the next RTCP packet that is due towards the receiver. Call until it returns 0.
     *
     * @param limit room at {@code offset}, at least {@link ForwardedTrack#MAX_PACKET}
     * @return its length, 0 where nothing is due
     */
    public int pollRtcp(byte[] target, int offset, int limit, long nowNanos) {
        return 0;
    }

    /** When {@link #pollRtcp} has something next, on the clock of {@code nowNanos}; {@link Long#MAX_VALUE} for not at all. */
    public long nextDeadline() {
        return Long.MAX_VALUE;
    }
}
