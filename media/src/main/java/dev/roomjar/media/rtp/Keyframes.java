package dev.roomjar.media.rtp;

/**
 * Finds the packets that begin a keyframe, from the payload descriptors of each encoding. Reads any bytes; what is malformed
 * begins no keyframe.
 */
public final class Keyframes {
    private static final int NAL_SPS = 7;
    private static final int NAL_IDR = 5;
    private static final int NAL_STAP_A = 24;
    private static final int NAL_FU_A = 28;

    private Keyframes() {}

    /**
     * Whether a decoder can start at this packet, told by its dependency descriptor where it carries one and else by its payload.
     *
     * @param dependencyDescriptorId the id agreed for that extension, 0 for none
     */
    public static boolean startsKeyframe(Encoding encoding, RtpPacket packet, int dependencyDescriptorId) {
        if (packet.payloadLength() > 0 && packet.findExtension(dependencyDescriptorId)) {
            // Begins a frame, and brings the structure that only keyframes bring (AV1 RTP, appendix A.8.2 and A.8.3).
            byte[] buffer = packet.buffer();
            int at = packet.extensionOffset();
            return packet.extensionLength() > 3 && (buffer[at] & 0x80) != 0 && (buffer[at + 3] & 0x80) != 0;
        }
        return startsKeyframe(encoding, packet.buffer(), packet.payloadOffset(), packet.payloadLength());
    }

    /** Whether a decoder can start at a packet with this payload: the first of a keyframe, of its lowest spatial layer. */
    public static boolean startsKeyframe(Encoding encoding, byte[] payload, int offset, int length) {
        if (length == 0) {
            return false;
        }
        return switch (encoding) {
            case OPUS, RED -> true;
            case VP8 -> vp8(payload, offset, offset + length);
            case VP9 -> vp9(payload, offset, offset + length);
            case H264 -> h264(payload, offset, offset + length);
            case AV1 -> av1(payload, offset, offset + length);
        };
    }

    /** RFC 7741 §4.2, §4.3. */
    private static boolean vp8(byte[] payload, int start, int end) {
        int first = payload[start] & 0xff;
        boolean partitionStart = (first & 0x10) != 0 && (first & 0x07) == 0;
        int at = start + 1;
        if ((first & 0x80) != 0) {
            if (at >= end) {
                return false;
            }
            int extensions = payload[at++] & 0xff;
            if ((extensions & 0x80) != 0) {
                boolean longPictureId = at < end && (payload[at] & 0x80) != 0;
                at += longPictureId ? 2 : 1;
            }
            at += (extensions & 0x40) != 0 ? 1 : 0;
            at += (extensions & 0x30) != 0 ? 1 : 0;
        }
        // The P bit of the payload header is 0 in key frames.
        return partitionStart && at < end && (payload[at] & 0x01) == 0;
    }

    /** RFC 9628 §4.2: begins a frame (B), not predicted (P) from another picture, of the lowest spatial layer (SID). */
    private static boolean vp9(byte[] payload, int start, int end) {
        int first = payload[start] & 0xff;
        boolean begins = (first & 0x08) != 0;
        boolean predicted = (first & 0x40) != 0;
        if (!begins || predicted) {
            return false;
        }
        int at = start + 1;
        if ((first & 0x80) != 0) {
            boolean longPictureId = at < end && (payload[at] & 0x80) != 0;
            at += longPictureId ? 2 : 1;
        }
        boolean hasLayers = (first & 0x20) != 0;
        return at < end && (!hasLayers || (payload[at] & 0x0e) == 0);
    }

    /** RFC 6184 §5: an IDR slice or the sequence parameters before it, alone, aggregated, or as the first fragment. */
    private static boolean h264(byte[] payload, int start, int end) {
        int type = payload[start] & 0x1f;
        return switch (type) {
            case NAL_SPS, NAL_IDR -> true;
            case NAL_STAP_A -> aggregateHasKeyframe(payload, start + 1, end);
            case NAL_FU_A -> start + 1 < end && (payload[start + 1] & 0x80) != 0 && isKeyframeNal(payload[start + 1]);
            default -> false;
        };
    }

    private static boolean aggregateHasKeyframe(byte[] payload, int start, int end) {
        int at = start;
        while (at + 2 < end) {
            if (isKeyframeNal(payload[at + 2])) {
                return true;
            }
            at += 2 + Bytes.u16(payload, at);
        }
        return false;
    }

    private static boolean isKeyframeNal(byte header) {
        int type = header & 0x1f;
        return type == NAL_SPS || type == NAL_IDR;
    }

    /** RTP payload format for AV1 §4.4: the N bit marks the first packet of a coded video sequence. */
    private static boolean av1(byte[] payload, int start, int end) {
        int aggregation = payload[start] & 0xff;
        boolean continues = (aggregation & 0x80) != 0;
        return !continues && (aggregation & 0x08) != 0 && start + 1 < end;
    }
}
