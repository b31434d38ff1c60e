package dev.roomjar.media.rtp;

import org.jspecify.annotations.Nullable;

/**
 * Writes RTP headers for one receiver: the fields given, and the source packet's header extensions under the receiver's ids
 * (RFC 8285). Extensions that the receiver did not agree to are left out. Allocates nothing per packet. Not thread safe.
 */
public final class HeaderWriter {
    private static final int LONGEST_ONE_BYTE_VALUE = 16;
    private static final int LARGEST_ONE_BYTE_ID = 14;

    private static final int NUMBER_LENGTH = 2;
    private static final int SEND_TIME_LENGTH = 3;

    private final ExtensionIds ids;
    private final byte[] mid;
    private final int midId;
    private final int numberId;
    private final int sendTimeId;

    /** Where the last header has its transport-wide number or its send time. */
    private int stampAt;

    private int dependencyDescriptor = -1;

    /**
     * @param ids the receiver's extension ids
     * @param mid the value of its {@link HeaderExtension#MID}, 1 to 16 bytes
     */
    public HeaderWriter(ExtensionIds ids, byte[] mid) {
        this.ids = ids;
        this.mid = mid.clone();
        midId = ids.id(HeaderExtension.MID);
        numberId = ids.id(HeaderExtension.TRANSPORT_CC);
        // One way to estimate the bandwidth is enough.
        sendTimeId = numberId != 0 ? 0 : ids.id(HeaderExtension.ABS_SEND_TIME);
    }

    /** Whether headers have room for a transport-wide sequence number, which {@link #number} fills in. */
    public boolean isNumbered() {
        return numberId != 0;
    }

    /** Whether headers have room for the time of sending, which {@link #sendTime} fills in. */
    public boolean isTimed() {
        return sendTimeId != 0;
    }

    /** Fills in the transport-wide sequence number of the header written last. Only where {@link #isNumbered}. */
    public void number(byte[] target, int number) {
        Bytes.put16(target, stampAt, number);
    }

    /** Fills in when the packet of the header written last leaves: 24 bits, in units of 2^-18 s. Only where {@link #isTimed}. */
    public void sendTime(byte[] target, int time) {
        Bytes.put24(target, stampAt, time);
    }

    /** The most bytes that {@link #write} makes out of a packet's header. */
    public int maxLength(RtpPacket source) {
        int header = source.payloadOffset() - source.offset();
        return 2 * header + maxAdded();
    }

    /** At worst every one-byte element becomes a two-byte one, and mid and number or time are added. */
    private int maxAdded() {
        return 4 + 2 + mid.length + 2 + SEND_TIME_LENGTH + 3;
    }

    /**
     * Writes a header without CSRC list. The padding flag is not set.
     *
     * @param source whose extensions are taken over, under {@code sourceIds}
     * @param target with room for {@link #maxLength} bytes at {@code offset}
     * @return the length written
     */
    public int write(
            RtpPacket source,
            ExtensionIds sourceIds,
            byte[] target,
            int offset,
            int payloadType,
            int sequenceNumber,
            int timestamp,
            int ssrc) {
        writeFixed(target, offset, (source.marker() ? 0x80 : 0) | payloadType, sequenceNumber, timestamp, ssrc);
        dependencyDescriptor = -1;
        int end = writeExtensions(source, sourceIds, target, offset + RtpPacket.FIXED_HEADER + 4);
        return finish(target, offset, end);
    }

    /**
     * Writes a header that owes nothing to any packet, for padding.
     *
     * @param target with room for 40 bytes at {@code offset}
     * @return the length written
     */
    public int write(byte[] target, int offset, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        writeFixed(target, offset, payloadType, sequenceNumber, timestamp, ssrc);
        int start = offset + RtpPacket.FIXED_HEADER + 4;
        boolean twoByte = ids.mixed() && needsTwoByteForm();
        Bytes.put16(target, start - 4, twoByte ? 0x1000 : 0xBEDE);
        return finish(target, offset, writeOwn(target, start, twoByte));
    }

    private static void writeFixed(
            byte[] target, int offset, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        target[offset] = (byte) 0x80;
        target[offset + 1] = (byte) payloadType;
        Bytes.put16(target, offset + 2, sequenceNumber);
        Bytes.put32(target, offset + 4, timestamp);
        Bytes.put32(target, offset + 8, ssrc);
    }

    /** Sets what says that there are extensions, where there are any; returns the length of the header. */
    private static int finish(byte[] target, int offset, int extensionsEnd) {
        int extensionStart = offset + RtpPacket.FIXED_HEADER + 4;
        int end = extensionsEnd;
        if (end == extensionStart) {
            return RtpPacket.FIXED_HEADER;
        }
        target[offset] |= 0x10;
        while (((end - extensionStart) & 3) != 0) {
            target[end++] = 0;
        }
        Bytes.put16(target, extensionStart - 2, (end - extensionStart) / 4);
        return end - offset;
    }

    /** Where in the target the value of the dependency descriptor begins that was written last, −1 where there is none. */
    public int dependencyDescriptor() {
        return dependencyDescriptor;
    }

    private int writeExtensions(RtpPacket source, ExtensionIds sourceIds, byte[] target, int start) {
        boolean twoByte = ids.mixed() && needsTwoByteForm(source, sourceIds);
        Bytes.put16(target, start - 4, twoByte ? 0x1000 : 0xBEDE);
        int at = writeOwn(target, start, twoByte);
        source.rewindExtensions();
        while (source.nextExtension()) {
            int id = targetId(sourceIds, source.extensionId());
            if (id != 0 && (twoByte || fitsOneByteForm(source, id))) {
                if (id == ids.id(HeaderExtension.DEPENDENCY_DESCRIPTOR)) {
                    dependencyDescriptor = at + (twoByte ? 2 : 1);
                }
                at = writeElement(
                        target, at, twoByte, id, source.buffer(), source.extensionOffset(), source.extensionLength());
            }
        }
        return at;
    }

    /** What is the same, or has its place, in each header to this receiver. */
    private int writeOwn(byte[] target, int start, boolean twoByte) {
        int at = start;
        if (midId != 0) {
            at = writeElement(target, at, twoByte, midId, mid, 0, mid.length);
        }
        if (numberId != 0) {
            at = reserve(target, at, twoByte, numberId, NUMBER_LENGTH);
        } else if (sendTimeId != 0) {
            at = reserve(target, at, twoByte, sendTimeId, SEND_TIME_LENGTH);
        }
        return at;
    }

    private int reserve(byte[] target, int at, boolean twoByte, int id, int length) {
        stampAt = writeElementHead(target, at, twoByte, id, length);
        return stampAt + length;
    }

    private boolean needsTwoByteForm(RtpPacket source, ExtensionIds sourceIds) {
        source.rewindExtensions();
        while (source.nextExtension()) {
            int id = targetId(sourceIds, source.extensionId());
            if (id != 0 && !fitsOneByteForm(source, id)) {
                return true;
            }
        }
        return needsTwoByteForm();
    }

    private boolean needsTwoByteForm() {
        return Math.max(midId, Math.max(numberId, sendTimeId)) > LARGEST_ONE_BYTE_ID;
    }

    private static boolean fitsOneByteForm(RtpPacket source, int id) {
        int length = source.extensionLength();
        return id <= LARGEST_ONE_BYTE_ID && length >= 1 && length <= LONGEST_ONE_BYTE_VALUE;
    }

    /** The receiver's id for an element of the source, 0 where the element is not for it. */
    private int targetId(ExtensionIds sourceIds, int sourceId) {
        HeaderExtension extension = sourceIds.extension(sourceId);
        return extension == null || belongsToOneHop(extension) ? 0 : ids.id(extension);
    }

    /** Whether an extension speaks of the transport from the publisher only, so that its value means nothing further on. */
    private static boolean belongsToOneHop(@Nullable HeaderExtension extension) {
        return switch (extension) {
            case MID, RID, REPAIRED_RID, ABS_SEND_TIME, TRANSPORT_CC -> true;
            case AUDIO_LEVEL, DEPENDENCY_DESCRIPTOR, VIDEO_ORIENTATION -> false;
            case null -> true;
        };
    }

    private static int writeElement(
            byte[] target, int at, boolean twoByte, int id, byte[] value, int offset, int length) {
        int next = writeElementHead(target, at, twoByte, id, length);
        System.arraycopy(value, offset, target, next, length);
        return next + length;
    }

    private static int writeElementHead(byte[] target, int at, boolean twoByte, int id, int length) {
        if (twoByte) {
            target[at] = (byte) id;
            target[at + 1] = (byte) length;
            return at + 2;
        }
        target[at] = (byte) (id << 4 | (length - 1));
        return at + 1;
    }
}
