package dev.roomjar.media.net;

/**
 * The datagrams of one receive call, in Java arrays: no object per packet. An IPv4 source is kept as an IPv4-mapped IPv6
 * address. Thread rule: one loop.
 */
final class Inbox {
    static final int CAPACITY = 64;

    /** Room for one datagram; what is longer than this was cut off, is no packet of ours and is dropped. */
    static final int SLOT = 2_048;

    final byte[] bytes = new byte[CAPACITY * SLOT];
    final int[] length = new int[CAPACITY];
    final long[] sourceHigh = new long[CAPACITY];
    final long[] sourceLow = new long[CAPACITY];
    final int[] sourcePort = new int[CAPACITY];

    /** Our end that the datagram came in by, see {@link dev.roomjar.media.ice.TransportAddress#base}. */
    final int[] base = new int[CAPACITY];

    int offset(int datagram) {
        return datagram * SLOT;
    }
}
