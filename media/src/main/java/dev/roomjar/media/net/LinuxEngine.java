package dev.roomjar.media.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Linux: {@code recvmmsg} and {@code sendmmsg} through {@code java.lang.foreign}, and UDP segmentation offload (udp(7), {@code
 * UDP_SEGMENT}) for runs of equally long packets to one destination: the kernel walks its network stack once per run instead of
 * once per packet, which is where nearly all of the cost of sending lies.
 *
 * <p>Messages are {@code struct mmsghdr} of 64 bytes: name pointer and length, iovec pointer and count, control pointer and
 * length, flags, result. An iovec entry points to each packet where it lies in the outbox.
 */
class LinuxEngine implements DatagramEngine {
    private static final int MESSAGES = 256;
    private static final int HEADER = 64;
    private static final int IOVEC = 16;
    private static final int SEGMENT_CONTROL = 24;
    private static final int CONTROL = SEGMENT_CONTROL + PacketInfo.SPACE;
    private static final int NAME = 32;

    /** UDP_MAX_SEGMENTS of older kernels. */
    private static final int MAX_SEGMENTS = 64;

    /** What fits into one IP datagram before it is segmented. */
    private static final int MAX_RUN_BYTES = 65_000;

    private final Arena arena = Arena.ofShared();
    private final LinuxSocket socket;
    private final @Nullable PacketInfo packetInfo;
    private final Counters counters;

    private final MemorySegment receiveHeaders = arena.allocate((long) Inbox.CAPACITY * HEADER, 64);
    private final MemorySegment receiveNames = arena.allocate((long) Inbox.CAPACITY * NAME, 64);
    private final MemorySegment receiveControls = arena.allocate((long) Inbox.CAPACITY * PacketInfo.SPACE, 64);
    private final MemorySegment receiveBytes = arena.allocate((long) Inbox.CAPACITY * Inbox.SLOT, 64);

    private final MemorySegment sendHeaders = arena.allocate((long) MESSAGES * HEADER, 64);
    private final MemorySegment sendNames = arena.allocate((long) MESSAGES * NAME, 64);
    private final MemorySegment sendControls = arena.allocate((long) MESSAGES * CONTROL, 64);
    private final int[] messageFirst = new int[MESSAGES];
    private final int[] messagePackets = new int[MESSAGES];
    private MemorySegment sendIovecs = arena.allocate(1_024L * IOVEC, 64);
    private int messages;
    private int iovecs;
    private boolean segmentation;
    private boolean more;

    LinuxEngine(InetSocketAddress bind, Counters counters, boolean segmentation) {
        this(bind, false, counters, segmentation);
    }

    LinuxEngine(InetSocketAddress bind, boolean shared, Counters counters, boolean segmentation) {
        this.counters = counters;
        this.segmentation = segmentation;
        socket = new LinuxSocket(bind, shared);
        packetInfo = socket.packetInfo();
        prepareReceiving();
    }

    private void prepareReceiving() {
        MemorySegment receiveIovecs = arena.allocate((long) Inbox.CAPACITY * IOVEC, 64);
        for (int i = 0; i < Inbox.CAPACITY; i++) {
            long header = (long) i * HEADER;
            long iovec = (long) i * IOVEC;
            receiveIovecs.set(JAVA_LONG, iovec, receiveBytes.address() + (long) i * Inbox.SLOT);
            receiveIovecs.set(JAVA_LONG, iovec + 8, (long) Inbox.SLOT);
            receiveHeaders.set(JAVA_LONG, header, receiveNames.address() + (long) i * NAME);
            receiveHeaders.set(JAVA_LONG, header + 16, receiveIovecs.address() + iovec);
            receiveHeaders.set(JAVA_LONG, header + 24, 1L);
            if (packetInfo != null) {
                receiveHeaders.set(JAVA_LONG, header + 32, receiveControls.address() + (long) i * PacketInfo.SPACE);
            }
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public String description() {
        return segmentation ? "Linux, recvmmsg and sendmmsg with segmentation offload" : "Linux, recvmmsg and sendmmsg";
    }

    boolean segmentation() {
        return segmentation;
    }

    @Override
    public int receive(Inbox inbox, long timeoutNanos) {
        try {
            // A full batch means that more is waiting: ask the socket at once, as when there is no time to wait.
            // Wake-ups are
            // seen when it waits.
            if (!more && timeoutNanos > 0) {
                socket.await(Math.max(0, timeoutNanos));
            }
            for (int i = 0; i < Inbox.CAPACITY; i++) {
                receiveHeaders.set(JAVA_INT, (long) i * HEADER + 8, NAME);
                receiveHeaders.set(JAVA_LONG, (long) i * HEADER + 40, packetInfo == null ? 0L : PacketInfo.SPACE);
            }
            int count = (int) LinuxCalls.RECVMMSG.invokeExact(
                    socket.descriptor(), receiveHeaders.address(), Inbox.CAPACITY, LinuxCalls.MSG_DONTWAIT, 0L);
            // ICMP errors of earlier sends and interruptions show here as failures; neither is of interest.
            count = Math.max(0, count);
            more = count == Inbox.CAPACITY;
            for (int i = 0; i < count; i++) {
                copyIn(inbox, i);
            }
            return count;
        } catch (Throwable e) {
            throw new AssertionError("a C call failed to link", e);
        }
    }

    private void copyIn(Inbox inbox, int slot) {
        int length = receiveHeaders.get(JAVA_INT, (long) slot * HEADER + 56);
        long name = (long) slot * NAME;
        inbox.length[slot] = length;
        inbox.sourceHigh[slot] = socket.high(receiveNames, name);
        inbox.sourceLow[slot] = socket.low(receiveNames, name);
        inbox.sourcePort[slot] = LinuxSocket.port(receiveNames, name);
        inbox.base[slot] = packetInfo == null
                ? 0
                : packetInfo.read(
                        receiveControls,
                        (long) slot * PacketInfo.SPACE,
                        receiveHeaders.get(JAVA_LONG, (long) slot * HEADER + 40));
        MemorySegment.copy(receiveBytes, JAVA_BYTE, (long) slot * Inbox.SLOT, inbox.bytes, inbox.offset(slot), length);
    }

    @Override
    public void drain(Outbox outbox) {
        ensureRoom(outbox);
        for (int i = 0; i < outbox.destinationCount(); i++) {
            Destination destination = outbox.destination(i);
            for (int packet = outbox.first(destination); packet >= 0; ) {
                packet = appendRun(outbox, packet, destination);
            }
        }
        sendMessages();
    }

    private void ensureRoom(Outbox outbox) {
        if (sendIovecs.byteSize() < (long) outbox.packets() * IOVEC) {
            sendIovecs = arena.allocate(2L * outbox.packets() * IOVEC, 64);
        }
    }

    /** Makes one message of the packet and of those after it that may share its segmentation; tells which packet is next. */
    private int appendRun(Outbox outbox, int firstPacket, Destination destination) {
        if (messages == MESSAGES) {
            sendMessages();
        }
        int message = messages++;
        int segment = outbox.length(firstPacket);
        int firstIovec = iovecs;
        int total = 0;
        int packet = firstPacket;
        int length;
        do {
            length = outbox.length(packet);
            long iovec = (long) iovecs++ * IOVEC;
            sendIovecs.set(JAVA_LONG, iovec, outbox.memory().address() + outbox.offset(packet));
            sendIovecs.set(JAVA_LONG, iovec + 8, (long) length);
            total += length;
            packet = outbox.next(packet);
            // Only the last segment of a run may be shorter (udp(7)).
        } while (segmentation
                && packet >= 0
                && length == segment
                && outbox.length(packet) <= segment
                && iovecs - firstIovec < MAX_SEGMENTS
                && total + segment <= MAX_RUN_BYTES);
        messageFirst[message] = firstIovec;
        messagePackets[message] = iovecs - firstIovec;
        writeHeader(message, destination, segment);
        return packet;
    }

    private void writeHeader(int message, Destination destination, int segment) {
        long header = (long) message * HEADER;
        long name = (long) message * NAME;
        long control = (long) message * CONTROL;
        int count = messagePackets[message];
        sendHeaders.set(JAVA_LONG, header, sendNames.address() + name);
        sendHeaders.set(JAVA_INT, header + 8, socket.writeAddress(sendNames, name, destination.address()));
        sendHeaders.set(JAVA_LONG, header + 16, sendIovecs.address() + (long) messageFirst[message] * IOVEC);
        sendHeaders.set(JAVA_LONG, header + 24, (long) count);
        // The source first, so that segmentation can be taken away behind it.
        int source = packetInfo == null ? 0 : packetInfo.write(sendControls, control, destination);
        // A request to segment a single packet would fail on devices without checksum offload for no gain.
        int segmenting = count > 1 ? writeSegment(control + source, segment) : 0;
        sendHeaders.set(JAVA_LONG, header + 32, source + segmenting > 0 ? sendControls.address() + control : 0L);
        sendHeaders.set(JAVA_LONG, header + 40, (long) source + segmenting);
    }

    private int writeSegment(long control, int segment) {
        sendControls.set(JAVA_LONG, control, 18L);
        sendControls.set(JAVA_INT, control + 8, LinuxCalls.SOL_UDP);
        sendControls.set(JAVA_INT, control + 12, LinuxCalls.UDP_SEGMENT);
        sendControls.set(JAVA_SHORT, control + 16, (short) segment);
        return SEGMENT_CONTROL;
    }

    private void sendMessages() {
        int sent = 0;
        boolean waited = false;
        while (sent < messages) {
            int count = sendFrom(sent);
            if (count > 0) {
                countSent(sent, count);
                sent += count;
                waited = false;
                continue;
            }
            switch (-count) {
                case LinuxCalls.EINTR -> {}
                case LinuxCalls.EAGAIN, LinuxCalls.ENOBUFS -> {
                    if (waited) {
                        counters.add(MediaCounter.SEND_OVERFLOWED, packetsFrom(sent));
                        sent = messages;
                    } else {
                        awaitRoom();
                        waited = true;
                    }
                }
                case LinuxCalls.EIO, LinuxCalls.EINVAL -> sent += withoutSegmentation(sent);
                default -> counters.add(MediaCounter.SEND_FAILED, messagePackets[sent++]);
            }
        }
        messages = 0;
        iovecs = 0;
    }

    private int sendFrom(int message) {
        counters.increment(MediaCounter.SEND_CALLS);
        return transmit(sendHeaders.address() + (long) message * HEADER, messages - message);
    }

    /**
     * Gives messages to the kernel. Tests put a kernel in its place that refuses.
     *
     * @param headers address of the first {@code struct mmsghdr}
     * @return how many were sent, or minus the error number where none was
     */
    int transmit(long headers, int count) {
        try {
            int sent =
                    (int) LinuxCalls.SENDMMSG.invokeExact(socket.descriptor(), headers, count, LinuxCalls.MSG_DONTWAIT);
            return sent < 0 ? transmitAgain(headers, count) : sent;
        } catch (Throwable e) {
            throw new AssertionError("a C call failed to link", e);
        }
    }

    /** Nothing was sent, so that it may be tried again to learn why. */
    private int transmitAgain(long headers, int count) throws Throwable {
        int sent = (int) LinuxCalls.SENDMMSG_WITH_ERRNO.invokeExact(
                socket.capture(), socket.descriptor(), headers, count, LinuxCalls.MSG_DONTWAIT);
        return sent < 0 ? -socket.errno() : sent;
    }

    private void awaitRoom() {
        try {
            socket.awaitRoom();
        } catch (Throwable e) {
            throw new AssertionError("a C call failed to link", e);
        }
    }

    private void countSent(int from, int count) {
        for (int message = from; message < from + count; message++) {
            counters.add(MediaCounter.SENT_PACKETS, messagePackets[message]);
            if (messagePackets[message] > 1) {
                counters.add(MediaCounter.SENT_SEGMENTED, messagePackets[message]);
            }
            counters.add(MediaCounter.SENT_BYTES, sendHeaders.get(JAVA_INT, (long) message * HEADER + 56));
        }
    }

    private int packetsFrom(int message) {
        int sum = 0;
        for (int i = message; i < messages; i++) {
            sum += messagePackets[i];
        }
        return sum;
    }

    /**
     * Devices without offload refuse segmentation only when it is used: the refused message goes out packet by packet, and where
     * that works, segmentation was to blame and this socket does without from then on. Tells how many messages that settled.
     */
    private int withoutSegmentation(int message) {
        int count = messagePackets[message];
        if (count == 1) {
            counters.increment(MediaCounter.SEND_FAILED);
            return 1;
        }
        long header = (long) message * HEADER;
        int remaining = messages;
        messages = message + 1;
        long source = sendHeaders.get(JAVA_LONG, header + 40) - SEGMENT_CONTROL;
        sendHeaders.set(JAVA_LONG, header + 24, 1L);
        sendHeaders.set(JAVA_LONG, header + 32, source > 0 ? sendHeaders.get(JAVA_LONG, header + 32) : 0L);
        sendHeaders.set(JAVA_LONG, header + 40, source);
        messagePackets[message] = 1;
        for (int i = 0; i < count; i++) {
            sendHeaders.set(JAVA_LONG, header + 16, sendIovecs.address() + (long) (messageFirst[message] + i) * IOVEC);
            if (sendFrom(message) == 1) {
                segmentation = false;
                countSent(message, 1);
            } else {
                counters.increment(MediaCounter.SEND_FAILED);
            }
        }
        messages = remaining;
        return 1;
    }

    @Override
    public void wakeUp() {
        socket.wakeUp();
    }

    @Override
    public void close() {
        socket.close();
        arena.close();
    }
}
