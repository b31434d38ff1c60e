package dev.roomjar.media.peer;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The datagrams that one turn of a loop sends, gathered so that an engine can send them in few system calls: the packets lie
 * back to back in one piece of native memory, from where the kernel takes them, and those to one destination form a chain in the
 * order of their writing.
 *
 * <p>What is to be encrypted is composed in the {@link #draft} and written to memory by the cipher: {@link #reserve} gives the
 * place, {@link #commit} makes it a packet. What goes out as it is, {@link #add} copies in. Nothing is allocated. A full outbox
 * is drained in between. Thread rule: one loop.
 */
public final class Outbox {
    /** The largest datagram; larger ones could not pass an Ethernet without fragmentation. */
    public static final int MAX_DATAGRAM = 1_500;

    /** Somewhat more, so that whoever composes a packet need not look at each byte's place. */
    private static final int DRAFT = 2_048;

    /** Sends all packets of an outbox. */
    public interface Drain {
        void drain(Outbox outbox);
    }

    private final Drain drain;
    private final @Nullable Drain streamDrain;
    private final byte[] draft = new byte[DRAFT];
    private final ByteBuffer buffer;
    private final MemorySegment memory;
    private final int[] offset;
    private final int[] length;
    private final int[] next;
    private final Destination[] destinations;
    /** Destinations of this batch that are TCP connections. */
    private final List<Destination> streams = new ArrayList<>();

    private long batch;
    private int packets;
    private int destinationCount;
    private int end;

    /** @param capacity how many packets fit before the outbox is drained by itself */
    public Outbox(int capacity, Drain drain) {
        this(capacity, drain, null);
    }

    /**
     * An outbox that sends to TCP connections by another way.
     *
     * @param streamDrain takes what {@link #streams} are sent; null: {@code drain} takes all
     */
    public Outbox(int capacity, Drain drain, @Nullable Drain streamDrain) {
        this.drain = drain;
        this.streamDrain = streamDrain;
        buffer = ByteBuffer.allocateDirect(Math.max(2 * MAX_DATAGRAM, capacity * 1_250));
        memory = MemorySegment.ofBuffer(buffer);
        offset = new int[capacity];
        length = new int[capacity];
        next = new int[capacity];
        destinations = new Destination[capacity];
    }

    /** Where packets are composed that are written to memory in another form; of nobody between two packets. */
    public byte[] draft() {
        return draft;
    }

    /** Where the packets lie. */
    public MemorySegment memory() {
        return memory;
    }

    /** The same memory for channels; whoever uses it sets position and limit first. */
    public ByteBuffer buffer() {
        return buffer;
    }

    /** Makes room for one datagram of up to {@link #MAX_DATAGRAM} bytes and tells where in {@link #memory} it begins. */
    public int reserve() {
        if (packets == length.length || end + MAX_DATAGRAM > memory.byteSize()) {
            flush();
        }
        return end;
    }

    /** Makes the bytes at the last reserved place a packet. */
    public void commit(int packetLength, Destination destination) {
        int packet = packets++;
        offset[packet] = end;
        length[packet] = packetLength;
        next[packet] = -1;
        end += packetLength;
        if (destination.batch == batch) {
            next[destination.last] = packet;
        } else {
            destination.batch = batch;
            destination.first = packet;
            if (streamDrain != null && destination.isStream()) {
                streams.add(destination);
            } else {
                destinations[destinationCount++] = destination;
            }
        }
        destination.last = packet;
    }

    /** Copies a datagram in; one that is too large is not sent. */
    public void add(byte[] source, int from, int packetLength, Destination destination) {
        if (packetLength > MAX_DATAGRAM) {
            return;
        }
        MemorySegment.copy(source, from, memory, JAVA_BYTE, reserve(), packetLength);
        commit(packetLength, destination);
    }

    /** Sends what is there and empties the outbox. */
    public void flush() {
        if (packets > 0) {
            if (destinationCount > 0) {
                drain.drain(this);
            }
            if (streamDrain != null && !streams.isEmpty()) {
                streamDrain.drain(this);
                streams.clear();
            }
            Arrays.fill(destinations, 0, destinationCount, null);
            packets = 0;
            destinationCount = 0;
            end = 0;
            batch++;
        }
    }

    /** Whether so many more datagrams fit in any case before it is drained by itself. */
    public boolean hasRoomFor(int datagrams) {
        return packets + datagrams <= length.length && end + (long) datagrams * MAX_DATAGRAM <= memory.byteSize();
    }

    public int packets() {
        return packets;
    }

    public int destinationCount() {
        return destinationCount;
    }

    public Destination destination(int index) {
        return destinations[index];
    }

    /** The destinations of this batch that are TCP connections, where they have a drain of their own. */
    public List<Destination> streams() {
        return streams;
    }

    /** The first packet to a destination of this batch. */
    public int first(Destination destination) {
        return destination.first;
    }

    /** The next packet to the same destination, or −1. */
    public int next(int packet) {
        return next[packet];
    }

    /** Where in {@link #memory} a packet begins. */
    public int offset(int packet) {
        return offset[packet];
    }

    /** A copy of a packet. */
    public byte[] bytes(int packet) {
        return memory.asSlice(offset[packet], length[packet]).toArray(JAVA_BYTE);
    }

    public int length(int packet) {
        return length[packet];
    }
}
