package dev.roomjar.media.rtp;

/** Finds the picture size in the sequence parameter set of an H264 payload (H.264 §7.3.2.1, RFC 6184). Not thread safe. */
public final class H264ParameterSet {
    private static final int NAL_SPS = 7;
    private static final int NAL_STAP_A = 24;
    private static final int LONGEST = 128;

    private final BitReader bits = new BitReader();
    private final byte[] unescaped = new byte[LONGEST];
    private int width;
    private int height;

    /** Reads the payload of a packet that begins a keyframe; false where it has no parameter set that can be read. */
    public boolean read(byte[] payload, int offset, int length) {
        int end = offset + length;
        int type = length == 0 ? 0 : payload[offset] & 0x1f;
        if (type == NAL_SPS) {
            return readSet(payload, offset, end);
        }
        for (int at = offset + 1; type == NAL_STAP_A && at + 2 < end; ) {
            int size = Bytes.u16(payload, at);
            if ((payload[at + 2] & 0x1f) == NAL_SPS) {
                return readSet(payload, at + 2, Math.min(end, at + 2 + size));
            }
            at += 2 + size;
        }
        return false;
    }

    private boolean readSet(byte[] payload, int start, int end) {
        int length = unescape(payload, start + 1, end);
        bits.wrap(unescaped, 0, length);
        int profile = bits.bits(8);
        bits.bits(16);
        bits.expGolomb();
        int chroma = hasChroma(profile) ? readChroma() : 1;
        bits.expGolomb();
        skipOrderCount();
        bits.expGolomb();
        bits.flag();
        int widthUnits = bits.expGolomb() + 1;
        int heightUnits = bits.expGolomb() + 1;
        boolean framesOnly = bits.flag();
        if (!framesOnly) {
            bits.flag();
        }
        bits.flag();
        int fieldFactor = framesOnly ? 1 : 2;
        width = 16 * widthUnits;
        height = 16 * heightUnits * fieldFactor;
        if (bits.flag()) {
            int unitX = chroma == 1 || chroma == 2 ? 2 : 1;
            int unitY = (chroma == 1 ? 2 : 1) * fieldFactor;
            width -= unitX * (bits.expGolomb() + bits.expGolomb());
            height -= unitY * (bits.expGolomb() + bits.expGolomb());
        }
        return !bits.isOverrun() && width > 0 && height > 0;
    }

    /** Takes out the bytes that keep start codes from arising (§7.4.1). */
    private int unescape(byte[] payload, int start, int end) {
        int length = 0;
        int zeros = 0;
        for (int at = start; at < end && length < LONGEST; at++) {
            if (zeros >= 2 && payload[at] == 3) {
                zeros = 0;
            } else {
                zeros = payload[at] == 0 ? zeros + 1 : 0;
                unescaped[length++] = payload[at];
            }
        }
        return length;
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private int readChroma() {
        int chroma = bits.expGolomb();
        if (chroma == 3) {
            bits.flag();
        }
        bits.expGolomb();
        bits.expGolomb();
        bits.flag();
        if (bits.flag()) {
            // Scaling lists are not used in real time; without them read, nothing after them can be found.
            bits.bits(32);
            bits.wrap(unescaped, 0, 0);
        }
        return chroma;
    }

    private void skipOrderCount() {
        int type = bits.expGolomb();
        if (type == 0) {
            bits.expGolomb();
        } else if (type == 1) {
            bits.flag();
            bits.expGolomb();
            bits.expGolomb();
            int cycle = bits.expGolomb();
            for (int i = 0; i < cycle && !bits.isOverrun(); i++) {
                bits.expGolomb();
            }
        }
    }

    /** In pixels. */
    public int width() {
        return width;
    }

    /** In pixels. */
    public int height() {
        return height;
    }
}
