package dev.roomjar.media.peer;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.stun.StunMessage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each datagram of a port to the peer it is for: STUN by the user name fragment that it names, since a check may come
 * from anywhere; everything else by its source address, which such a check has proven before.
 *
 * <p>A fault of this server while it handles a datagram closes the peer that the datagram was for and nothing else.
 */
public final class Demultiplexer {
    private static final Logger LOG = LoggerFactory.getLogger(Demultiplexer.class);

    /** The first byte of STUN is 0 to 3 (RFC 7983 §7). */
    private static final int STUN_LIMIT = 4;

    private final PeerTable byAddress = new PeerTable();
    private final Map<String, Peer> byUfrag = new HashMap<>();
    private final Counters counters;
    private Unclaimed unclaimed = (buffer, offset, length, from, nowNanos) -> false;

    /** Takes STUN messages that are for no peer. */
    @FunctionalInterface
    public interface Unclaimed {
        /** Tells whether it was of use; must not throw. */
        boolean take(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos);
    }

    private SharedPort sharedPort = SharedPort.NONE;

    public Demultiplexer(Counters counters) {
        this.counters = counters;
    }

    /** Passes on what is not for this loop from now on; before the first peer. */
    public void share(SharedPort port) {
        sharedPort = port;
    }

    /**
     * Takes a datagram. Its bytes may be changed. Never throws, whatever they are.
     *
     * @param base which end of ours it came in by, as in {@link TransportAddress#base}
     */
    public void receive(
            byte[] buffer,
            int offset,
            int length,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            int base,
            long nowNanos) {
        if (length == 0) {
            countReceived(length);
            counters.increment(MediaCounter.DISCARDED_MALFORMED);
            return;
        }
        boolean stun = (buffer[offset] & 0xff) < STUN_LIMIT;
        String ufrag = stun ? ufrag(buffer, offset, length) : null;
        Peer peer = stun
                ? ufrag == null ? null : byUfrag.get(ufrag)
                : byAddress.find(sourceHigh, sourceLow, sourcePort, base);
        if (peer == null) {
            if ((ufrag != null || !stun)
                    && sharedPort.pass(ufrag, buffer, offset, length, sourceHigh, sourceLow, sourcePort, base)) {
                return; // its owner counts it
            }
            countReceived(length);
            if (stun
                    && unclaimed.take(
                            buffer,
                            offset,
                            length,
                            new TransportAddress(sourceHigh, sourceLow, sourcePort, base),
                            nowNanos)) {
                return;
            }
            counters.increment(
                    stun && !StunMessage.isStun(buffer, offset, length)
                            ? MediaCounter.DISCARDED_MALFORMED
                            : MediaCounter.DISCARDED_UNKNOWN_PEER);
            return;
        }
        countReceived(length);
        try {
            if (stun) {
                peer.receiveStun(
                        buffer,
                        offset,
                        length,
                        new TransportAddress(sourceHigh, sourceLow, sourcePort, base),
                        nowNanos);
            } else {
                peer.receive(buffer, offset, length, nowNanos);
            }
        } catch (RuntimeException | AssertionError e) {
            LOG.error("peer {} is closed because of a fault of this server", peer, e);
            peer.fault(nowNanos);
        }
    }

    /** Sets who takes STUN messages that are for no peer. */
    public void unclaimed(Unclaimed taker) {
        unclaimed = taker;
    }

    private void countReceived(int length) {
        counters.increment(MediaCounter.RECEIVED_PACKETS);
        counters.add(MediaCounter.RECEIVED_BYTES, length);
    }

    /** Whether an address has proven to be a peer's. */
    public boolean knows(TransportAddress address) {
        return find(address) != null;
    }

    private @Nullable Peer find(TransportAddress address) {
        return byAddress.find(address.high(), address.low(), address.port(), address.base());
    }

    /** Tells that a TCP connection ended. */
    public void lost(TransportAddress address, long nowNanos) {
        Peer peer = find(address);
        if (peer != null) {
            peer.lost(address, nowNanos);
        }
    }

    private static @Nullable String ufrag(byte[] buffer, int offset, int length) {
        if (!StunMessage.isStun(buffer, offset, length)) {
            return null;
        }
        String username = StunMessage.username(buffer, offset, length);
        if (username == null) {
            return null;
        }
        int colon = username.indexOf(':');
        return colon < 0 ? username : username.substring(0, colon);
    }

    void addUfrag(String ufrag, Peer peer) {
        byUfrag.put(ufrag, peer);
        sharedPort.claim(ufrag);
    }

    void removeUfrag(String ufrag) {
        byUfrag.remove(ufrag);
        sharedPort.release(ufrag);
    }

    void addAddress(TransportAddress address, Peer peer) {
        byAddress.put(address, peer);
        sharedPort.claim(address);
    }

    void removeAddress(TransportAddress address, Peer peer) {
        if (byAddress.remove(address, peer)) {
            sharedPort.release(address);
        }
    }

    /** How many addresses are known to be a peer's. */
    public int addresses() {
        return byAddress.size();
    }

    /** How many user name fragments lead to a peer. */
    public int names() {
        return byUfrag.size();
    }
}
