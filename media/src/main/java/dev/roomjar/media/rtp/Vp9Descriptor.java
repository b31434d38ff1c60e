package dev.roomjar.media.rtp;

/** A reader for the VP9 payload descriptor (RFC 9628 §4.2). Points at bytes, owns nothing. Not thread safe. */
public final class Vp9Descriptor {
    private static final int MAX_LAYERS = 8;

    private byte[] buffer = new byte[0];
    private int first;
    private int pictureIdAt;
    private boolean longPictureId;
    private int layerAt;
    private int tl0At;
    private int structureLayers;
    private int sizesAt;
    private int end;

    /** Points this reader at a payload; false where it is cut short. */
    public boolean read(byte[] payload, int offset, int length) {
        buffer = payload;
        end = offset + length;
        pictureIdAt = -1;
        layerAt = -1;
        tl0At = -1;
        sizesAt = -1;
        structureLayers = 0;
        longPictureId = false;
        if (length < 1) {
            return false;
        }
        first = payload[offset];
        int at = offset + 1;
        if (hasPictureId()) {
            pictureIdAt = at;
            longPictureId = at < end && (payload[at] & 0x80) != 0;
            at += longPictureId ? 2 : 1;
        }
        if ((first & 0x20) != 0) {
            layerAt = at++;
            if (!isFlexible()) {
                tl0At = at++;
            }
        }
        if (at > end) {
            return false;
        }
        at = skipReferences(at);
        if (at < end && (first & 0x02) != 0) {
            readStructure(at);
        }
        return at <= end;
    }

    private int skipReferences(int from) {
        int at = from;
        if (isFlexible() && isPredicted()) {
            for (int i = 0; i < 3 && at < end; i++) {
                boolean more = (buffer[at++] & 1) != 0;
                if (!more) {
                    return at;
                }
            }
        }
        return at;
    }

    private void readStructure(int at) {
        structureLayers = (buffer[at] >> 5 & 7) + 1;
        boolean sizes = (buffer[at] & 0x10) != 0;
        sizesAt = sizes && at + 1 + 4 * structureLayers <= end ? at + 1 : -1;
    }

    private boolean isFlexible() {
        return (first & 0x10) != 0;
    }

    public boolean hasPictureId() {
        return (first & 0x80) != 0;
    }

    /** How many bits the picture id has, 7 or 15. */
    public int pictureIdBits() {
        return longPictureId ? 15 : 7;
    }

    public int pictureId() {
        return longPictureId ? Bytes.u16(buffer, pictureIdAt) & 0x7fff : buffer[pictureIdAt] & 0x7f;
    }

    /** Whether the frame depends on an earlier picture. */
    public boolean isPredicted() {
        return (first & 0x40) != 0;
    }

    /** Whether the packet begins a frame of one spatial layer. */
    public boolean startsFrame() {
        return (first & 0x08) != 0;
    }

    /** Whether the packet ends a frame of one spatial layer. */
    public boolean endsFrame() {
        return (first & 0x04) != 0;
    }

    /** Whether no higher spatial layer of the same picture depends on this one. */
    public boolean isNoReferenceForUpper() {
        return (first & 0x01) != 0;
    }

    /** Whether layer indices are told. */
    public boolean hasLayers() {
        return layerAt >= 0;
    }

    public int temporal() {
        return hasLayers() ? buffer[layerAt] >> 5 & 7 : 0;
    }

    public int spatial() {
        return hasLayers() ? buffer[layerAt] >> 1 & 7 : 0;
    }

    /** Whether what follows in higher temporal layers depends on nothing in them before this picture. */
    public boolean isSwitchingUpPoint() {
        return hasLayers() && (buffer[layerAt] & 0x10) != 0;
    }

    public boolean hasTl0() {
        return tl0At >= 0;
    }

    public int tl0() {
        return buffer[tl0At] & 0xff;
    }

    /** How many spatial layers the scalability structure tells, 0 where there is none in the packet. */
    public int structureLayers() {
        return structureLayers;
    }

    /** Width of a spatial layer in pixels, 0 where the packet does not tell. */
    public int width(int layer) {
        return sizesAt < 0 || layer >= Math.min(structureLayers, MAX_LAYERS)
                ? 0
                : Bytes.u16(buffer, sizesAt + 4 * layer);
    }

    /** Height of a spatial layer in pixels, 0 where the packet does not tell. */
    public int height(int layer) {
        return sizesAt < 0 || layer >= Math.min(structureLayers, MAX_LAYERS)
                ? 0
                : Bytes.u16(buffer, sizesAt + 4 * layer + 2);
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
}
