package dev.roomjar.media.forward;

import dev.roomjar.media.rtp.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A packet that a published track took, or what its publisher reported of it, on the way to a {@link MediaReplica} elsewhere:
 * decrypted, repaired and numbered. A mutable object, to be used again and again. Not thread safe: whoever holds it owns it.
 */
public final class PacketCopy {
    /** Packets longer than this are forwarded to nobody. */
    static final int MAX_PACKET = 1536;

    final byte[] bytes = new byte[MAX_PACKET];

    /** 0 where it is a report. */
    int length;

    @Nullable
    MediaKind kind;

    /** The place of its encoding in what was negotiated. */
    int encoding;

    int generation;
    long number;

    /** Of the packet or of the report, among its encoding's. */
    int timestamp;

    int clockShift;

    /** What the publisher's wall clock was when its report came. */
    long ntpTime;

    long reportedAt;

    /** Takes a packet's bytes; false where there are too many. */
    boolean take(byte[] buffer, int offset, int size) {
        if (size > MAX_PACKET) {
            return false;
        }
        System.arraycopy(buffer, offset, bytes, 0, size);
        length = size;
        return true;
    }
}
