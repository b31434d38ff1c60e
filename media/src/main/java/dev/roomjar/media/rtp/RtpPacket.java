package dev.roomjar.media.rtp;

/**
 * A view of one RTP packet (RFC 3550 §5.1) in a byte array. It owns nothing: {@link #wrap} points it at bytes, and one
 * object serves any number of packets in turn. Not thread safe.
 *
 * <p>Accessors may be called only after a {@code wrap} that returned true, while the bytes are unchanged.
 */
public final class RtpPacket {
    /** Bytes of a header without CSRC and extension. */
    public static final int FIXED_HEADER = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private int extensionBlock;
    private int extensionBlockLength;
    private int payloadOffset;
    private int paddingLength;

    // A cursor over the extension elements; see nextExtension().
    private int cursor;
    private int elementId;
    private int elementOffset;
    private int elementLength;

    /**
     * Points this view at a packet.
     *
     * @return whether it is a well-formed RTP packet: version 2, and CSRC list, extension and padding inside its length. If
     *     not, the view must not be read.
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        if (length < FIXED_HEADER || (buffer[offset] & 0xc0) != 0x80) {
            return false;
        }
        int header = FIXED_HEADER + 4 * (buffer[offset] & 0x0f);
        int extensionBytes = 0;
        if ((buffer[offset] & 0x10) != 0) {
            if (header + 4 > length) {
                return false;
            }
            extensionBytes = 4 * Bytes.u16(buffer, offset + header + 2);
            header += 4;
        }
        int payloadStart = header + extensionBytes;
        if (payloadStart > length) {
            return false;
        }
        int padding = (buffer[offset] & 0x20) == 0 ? 0 : buffer[offset + length - 1] & 0xff;
        boolean paddingMissing = (buffer[offset] & 0x20) != 0 && padding == 0;
        if (paddingMissing || payloadStart + padding > length) {
            return false;
        }
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        this.extensionBlock = offset + header;
        this.extensionBlockLength = extensionBytes;
        this.payloadOffset = offset + payloadStart;
        this.paddingLength = padding;
        this.cursor = extensionBlock;
        return true;
    }

    /** The array that the packet lies in. */
    public byte[] buffer() {
        return buffer;
    }

    /** Index of the packet's first byte. */
    public int offset() {
        return offset;
    }

    /** Bytes from the header's first to the padding's last. */
    public int length() {
        return length;
    }

    public boolean marker() {
        return (buffer[offset + 1] & 0x80) != 0;
    }

    /** 0 to 127. */
    public int payloadType() {
        return buffer[offset + 1] & 0x7f;
    }

    /** 0 to 65535. */
    public int sequenceNumber() {
        return Bytes.u16(buffer, offset + 2);
    }

    /** 32 bits, unsigned. */
    public int timestamp() {
        return Bytes.i32(buffer, offset + 4);
    }

    /** 32 bits, unsigned. */
    public int ssrc() {
        return Bytes.i32(buffer, offset + 8);
    }

    /** Index in {@link #buffer} of the payload's first byte. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes of payload without padding. */
    public int payloadLength() {
        return offset + length - paddingLength - payloadOffset;
    }

    /** Bytes of padding, its counting last byte included. */
    public int paddingLength() {
        return paddingLength;
    }

    /**
     * Finds a header extension in the one-byte or two-byte form.
     *
     * @param id the id agreed for it, 0 finds nothing
     * @return whether the packet carries it; its value is then at {@link #extensionOffset()}
     */
    public boolean findExtension(int id) {
        if (id == 0) {
            return false;
        }
        rewindExtensions();
        while (nextExtension()) {
            if (elementId == id) {
                return true;
            }
        }
        return false;
    }

    /** Index in {@link #buffer} of the value of the extension last found. */
    public int extensionOffset() {
        return elementOffset;
    }

    /** Bytes of the value of the extension last found. */
    public int extensionLength() {
        return elementLength;
    }

    /** The id of the extension last found. */
    public int extensionId() {
        return elementId;
    }

    /** Starts {@link #nextExtension} over. */
    public void rewindExtensions() {
        cursor = extensionBlock;
    }

    /** Steps to the next extension element; false at the end, or where the rest is malformed (RFC 8285 §4.2, §4.3). */
    public boolean nextExtension() {
        if (extensionBlockLength == 0) {
            return false;
        }
        int profile = Bytes.u16(buffer, extensionBlock - 4);
        boolean oneByte = profile == ONE_BYTE_PROFILE;
        if (!oneByte && (profile & 0xfff0) != TWO_BYTE_PROFILE) {
            return false;
        }
        int end = extensionBlock + extensionBlockLength;
        while (cursor < end && buffer[cursor] == 0) {
            cursor++;
        }
        return cursor < end && (oneByte ? readOneByteElement(end) : readTwoByteElement(end));
    }

    private boolean readOneByteElement(int end) {
        int id = (buffer[cursor] & 0xf0) >> 4;
        int size = (buffer[cursor] & 0x0f) + 1;
        // Id 15 ends the list; id 0 with a length is padding that must be skipped with its bytes.
        if (id == 15 || cursor + 1 + size > end) {
            cursor = end;
            return false;
        }
        return element(id, cursor + 1, size);
    }

    private boolean readTwoByteElement(int end) {
        if (cursor + 2 > end) {
            cursor = end;
            return false;
        }
        int size = buffer[cursor + 1] & 0xff;
        if (cursor + 2 + size > end) {
            cursor = end;
            return false;
        }
        return element(buffer[cursor] & 0xff, cursor + 2, size);
    }

    private boolean element(int id, int at, int size) {
        elementId = id;
        elementOffset = at;
        elementLength = size;
        cursor = at + size;
        return true;
    }
}
