package dev.roomjar.media.rtp;

/** A reader for the VP8 payload descriptor (RFC 7741 §4.2). Points at bytes, owns nothing. Not thread safe. */
public final class Vp8Descriptor {
    private static final int START_CODE = 0x9d012a;

    private byte[] buffer = new byte[0];
    private boolean start;
    private boolean keyframe;
    private int pictureIdAt;
    private boolean longPictureId;
    private int tl0At;
    private int layerAt;
    private boolean hasLayer;
    private boolean hasKeyIndex;
    private int headerAt;
    private int end;

    /** Points this reader at a payload; false where it is cut short. */
    public boolean read(byte[] payload, int offset, int length) {
        buffer = payload;
        pictureIdAt = -1;
        tl0At = -1;
        layerAt = -1;
        hasLayer = false;
        hasKeyIndex = false;
        longPictureId = false;
        end = offset + length;
        if (length < 1) {
            return false;
        }
        int first = payload[offset];
        start = (first & 0x10) != 0 && (first & 0x07) == 0;
        int at = offset + 1;
        if ((first & 0x80) != 0) {
            if (at >= end) {
                return false;
            }
            at = readExtensions(payload[at], at + 1);
        }
        headerAt = at;
        // The P bit of the payload header is 0 in key frames.
        keyframe = start && at < end && (payload[at] & 0x01) == 0;
        return at <= end;
    }

    private int readExtensions(int present, int from) {
        int at = from;
        if ((present & 0x80) != 0) {
            pictureIdAt = at;
            longPictureId = at < end && (buffer[at] & 0x80) != 0;
            at += longPictureId ? 2 : 1;
        }
        if ((present & 0x40) != 0) {
            tl0At = at++;
        }
        if ((present & 0x30) != 0) {
            hasLayer = (present & 0x20) != 0;
            hasKeyIndex = (present & 0x10) != 0;
            layerAt = at++;
        }
        return at;
    }

    /** Whether the packet begins a frame. */
    public boolean startsFrame() {
        return start;
    }

    /** Whether it begins a keyframe. */
    public boolean startsKeyframe() {
        return keyframe;
    }

    public boolean hasPictureId() {
        return pictureIdAt >= 0;
    }

    /** How many bits the picture id has, 7 or 15. */
    public int pictureIdBits() {
        return longPictureId ? 15 : 7;
    }

    public int pictureId() {
        return longPictureId ? Bytes.u16(buffer, pictureIdAt) & 0x7fff : buffer[pictureIdAt] & 0x7f;
    }

    public boolean hasTl0() {
        return tl0At >= 0;
    }

    /** Counts the frames of the lowest temporal layer, 8 bits. */
    public int tl0() {
        return buffer[tl0At] & 0xff;
    }

    public boolean hasKeyIndex() {
        return hasKeyIndex;
    }

    /** Counts keyframes, 5 bits. */
    public int keyIndex() {
        return buffer[layerAt] & 0x1f;
    }

    /** The temporal layer, 0 where none is told. */
    public int temporal() {
        return hasLayer ? buffer[layerAt] >> 6 & 3 : 0;
    }

    /** Whether the frame depends on the lowest temporal layer only. */
    public boolean layerSync() {
        return hasLayer && (buffer[layerAt] & 0x20) != 0;
    }

    /** The width of a keyframe in pixels, 0 where the packet does not tell (RFC 6386 §9.1). */
    public int width() {
        return hasDimensions() ? littleEndian(headerAt + 6) : 0;
    }

    /** The height of a keyframe in pixels, 0 where the packet does not tell. */
    public int height() {
        return hasDimensions() ? littleEndian(headerAt + 8) : 0;
    }

    private boolean hasDimensions() {
        return keyframe && headerAt + 10 <= end && Bytes.u24(buffer, headerAt + 3) == START_CODE;
    }

    private int littleEndian(int at) {
        return (Bytes.u8(buffer, at + 1) << 8 | Bytes.u8(buffer, at)) & 0x3fff;
    }

    /** Overwrites the picture id with its lowest bits as far as there is room for them. */
    public void pictureId(int value) {
        if (longPictureId) {
            Bytes.put16(buffer, pictureIdAt, value | 0x8000);
        } else if (pictureIdAt >= 0) {
            buffer[pictureIdAt] = (byte) (value & 0x7f);
        }
    }

    public void tl0(int value) {
        if (tl0At >= 0) {
            buffer[tl0At] = (byte) value;
        }
    }

    public void keyIndex(int value) {
        if (hasKeyIndex) {
            buffer[layerAt] = (byte) ((buffer[layerAt] & 0xe0) | (value & 0x1f));
        }
    }
}
