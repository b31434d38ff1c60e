package dev.roomjar.media.peer;

import dev.roomjar.media.ice.TransportAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds a peer by the address that a datagram came from, without allocating: a hash table with linear probing. Only addresses
 * that proved themselves by a connectivity check are entered, so strangers cannot crowd it.
 */
final class PeerTable {
    private @Nullable TransportAddress[] keys = new @Nullable TransportAddress[64];
    private @Nullable Peer[] values = new @Nullable Peer[64];
    private int size;

    @Nullable
    Peer find(long high, long low, int port, int base) {
        int mask = keys.length - 1;
        for (int i = hash(high, low, port, base) & mask; ; i = (i + 1) & mask) {
            TransportAddress key = keys[i];
            if (key == null) {
                return null;
            }
            if (key.low() == low && key.port() == port && key.high() == high && key.base() == base) {
                return values[i];
            }
        }
    }

    /** Enters an address; whoever had it before has it no more. */
    void put(TransportAddress address, Peer peer) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int i = slot(address);
        if (keys[i] == null) {
            size++;
        }
        keys[i] = address;
        values[i] = peer;
    }

    /** Takes an address out if it is still that peer's; tells whether it was. */
    boolean remove(TransportAddress address, Peer peer) {
        int i = slot(address);
        if (values[i] != peer) {
            return false;
        }
        keys[i] = null;
        values[i] = null;
        size--;
        closeGap(i);
        return true;
    }

    int size() {
        return size;
    }

    /** Moves the entries of the probe chain behind a freed slot, so that none becomes unreachable. */
    private void closeGap(int freed) {
        int mask = keys.length - 1;
        for (int i = (freed + 1) & mask; keys[i] != null; i = (i + 1) & mask) {
            TransportAddress key = keys[i];
            Peer value = values[i];
            keys[i] = null;
            values[i] = null;
            int slot = slot(key);
            keys[slot] = key;
            values[slot] = value;
        }
    }

    private int slot(TransportAddress address) {
        int mask = keys.length - 1;
        int i = hash(address.high(), address.low(), address.port(), address.base()) & mask;
        while (keys[i] != null && !address.equals(keys[i])) {
            i = (i + 1) & mask;
        }
        return i;
    }

    private void grow() {
        @Nullable TransportAddress[] oldKeys = keys;
        @Nullable Peer[] oldValues = values;
        keys = new @Nullable TransportAddress[2 * oldKeys.length];
        values = new @Nullable Peer[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            TransportAddress key = oldKeys[i];
            if (key != null) {
                int slot = slot(key);
                keys[slot] = key;
                values[slot] = oldValues[i];
            }
        }
    }

    private static int hash(long high, long low, int port, int base) {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L + (port ^ ((long) base << 16)) * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed >>> 32) ^ (int) mixed;
    }
}
