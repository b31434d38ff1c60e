package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.Bytes;
import dev.roomjar.media.rtp.RtpPacket;
import dev.roomjar.media.sdp.Codec;
import org.jspecify.annotations.Nullable;

/** The retransmission stream of one encoding: which SSRC it has, and the packets in it (RFC 4588). Not thread safe. */
final class RepairStream {
    private final PublishedTrack track;
    private final byte[] unwrapped = new byte[2048];
    private final RtpPacket repaired = new RtpPacket();
    private @Nullable Integer ssrc;
    private @Nullable Integer retiredSsrc;

    RepairStream(PublishedTrack track) {
        this.track = track;
    }

    boolean hasSsrc(int other) {
        return isInt(ssrc, other);
    }

    /** The encoding has a new SSRC, and so its retransmissions will. */
    void restart() {
        retiredSsrc = ssrc;
        ssrc = null;
    }

    /**
     * Makes the packet that is sent again of one on this stream (RFC 4588 §4): the payload begins with the original number; the rest
     * of the header is the original's.
     *
     * @param mediaSsrc of the encoding
     * @return null where it repairs nothing of it; else good until the next call
     */
    @Nullable
    RtpPacket unwrap(RtpPacket received, Codec codec, int mediaSsrc) {
        int header = received.payloadOffset() - received.offset();
        int payload = received.payloadLength() - 2;
        // A retransmission without payload is padding that probes for bandwidth.
        if (payload <= 0 || header + payload > unwrapped.length || !isOf(mediaSsrc, received.ssrc())) {
            return null;
        }
        byte[] source = received.buffer();
        System.arraycopy(source, received.offset(), unwrapped, 0, header);
        System.arraycopy(source, received.payloadOffset() + 2, unwrapped, header, payload);
        unwrapped[0] &= (byte) ~0x20;
        unwrapped[1] = (byte) ((unwrapped[1] & 0x80) | codec.payloadType());
        Bytes.put16(unwrapped, 2, Bytes.u16(source, received.payloadOffset()));
        Bytes.put32(unwrapped, 8, mediaSsrc);
        return repaired.wrap(unwrapped, 0, header + payload) ? repaired : null;
    }

    /** The first one that may be it is it. */
    private boolean isOf(int mediaSsrc, int repairSsrc) {
        if (isInt(retiredSsrc, repairSsrc)) {
            return false;
        }
        if (ssrc == null) {
            Integer announced = track.media().rtxSsrcs().get(repairSsrc);
            if (announced != null && announced != mediaSsrc) {
                return false;
            }
            ssrc = repairSsrc;
        }
        return isInt(ssrc, repairSsrc);
    }

    private static boolean isInt(@Nullable Integer boxed, int value) {
        return boxed != null && boxed == value;
    }
}
