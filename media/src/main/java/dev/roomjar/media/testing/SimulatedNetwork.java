package dev.roomjar.media.testing;

import dev.roomjar.media.ice.TransportAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A network between fake peers and a server in simulated time: delay, jitter and with it reordering, random and burst loss,
 * duplicates, limited rates, and address translation whose bindings can change. One seed decides everything.
 */
public final class SimulatedNetwork {

    /** A datagram on its way; {@code to} is the address of the one that takes it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by time and order only
    public record Delivery(TransportAddress from, TransportAddress to, byte[] bytes, long atNanos, long order) {}

    private final Random random;
    private final PriorityQueue<Delivery> underWay =
            new PriorityQueue<>(Comparator.comparingLong(Delivery::atNanos).thenComparingLong(Delivery::order));
    private final Map<TransportAddress, SimulatedLink> up = new HashMap<>();
    private final Map<TransportAddress, SimulatedLink> down = new HashMap<>();
    private final Map<TransportAddress, TransportAddress> outside = new HashMap<>();
    private final Map<TransportAddress, TransportAddress> inside = new HashMap<>();
    private long order;
    private long lost;

    public SimulatedNetwork(long seed) {
        random = new Random(seed);
    }

    /** Sets what happens to a peer's datagrams to and from the server, from now on. */
    public void conditions(TransportAddress peer, LinkConditions toServer, LinkConditions fromServer, long nowNanos) {
        link(up, peer).conditions(toServer, nowNanos);
        link(down, peer).conditions(fromServer, nowNanos);
    }

    /** Gives a peer another outside address, as a NAT does that forgot its binding; the one before leads nowhere any more. */
    public void rebind(TransportAddress peer, TransportAddress newOutside) {
        TransportAddress before = outside.put(peer, newOutside);
        if (before != null) {
            inside.remove(before);
        }
        inside.put(newOutside, peer);
    }

    /** Forgets a peer. */
    public void remove(TransportAddress peer) {
        up.remove(peer);
        down.remove(peer);
        TransportAddress last = outside.remove(peer);
        if (last != null) {
            inside.remove(last);
        }
    }

    /** Takes a datagram from a peer to the server. */
    public void sendUp(
            TransportAddress peer, TransportAddress server, byte[] buffer, int offset, int length, long nowNanos) {
        TransportAddress source = outside.getOrDefault(peer, peer);
        send(link(up, peer), source, server, Arrays.copyOfRange(buffer, offset, offset + length), nowNanos);
    }

    /** Takes a datagram from the server to wherever it sends it. */
    public void sendDown(
            TransportAddress server, TransportAddress to, byte[] buffer, int offset, int length, long nowNanos) {
        TransportAddress peer = inside.get(to);
        if (peer == null) {
            if (outside.containsKey(to)) {
                lost++;
                return;
            }
            peer = to;
        }
        send(link(down, peer), server, peer, Arrays.copyOfRange(buffer, offset, offset + length), nowNanos);
    }

    private void send(SimulatedLink link, TransportAddress from, TransportAddress to, byte[] bytes, long nowNanos) {
        int copies = random.nextDouble() < link.conditions().duplicate() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long arrival = link.arrival(bytes.length, nowNanos);
            if (arrival == SimulatedLink.LOST) {
                lost++;
            } else {
                underWay.add(new Delivery(from, to, bytes.clone(), arrival, order++));
            }
        }
    }

    /** The next datagram that has arrived, null for none yet. */
    public @Nullable Delivery poll(long nowNanos) {
        Delivery next = underWay.peek();
        return next == null || next.atNanos() > nowNanos ? null : underWay.poll();
    }

    /** When the next datagram arrives; {@link Long#MAX_VALUE}: none is under way. */
    public long deadline() {
        Delivery next = underWay.peek();
        return next == null ? Long.MAX_VALUE : next.atNanos();
    }

    /** How many datagrams were lost so far. */
    public long lost() {
        return lost;
    }

    private SimulatedLink link(Map<TransportAddress, SimulatedLink> links, TransportAddress peer) {
        return links.computeIfAbsent(peer, any -> new SimulatedLink(random));
    }
}
