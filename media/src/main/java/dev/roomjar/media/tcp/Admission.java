package dev.roomjar.media.tcp;

import dev.roomjar.media.ice.TransportAddress;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections by where they come from, and says which one must go. Knows each by its address with the number of the
 * connection in it. Thread rule: one loop.
 */
public final class Admission {
    private final TcpLimits limits;
    private final Map<Source, Counts> sources = new HashMap<>();
    /** Eldest first. */
    private final Set<TransportAddress> strangers = new LinkedHashSet<>();

    private int connections;

    /** An IPv4 address, or the network of an IPv6 address: whoever has one address of it has all. */
    private record Source(long high, long low) {
        static Source of(TransportAddress address) {
            return address.isIpv4() ? new Source(0, address.low()) : new Source(address.high(), 0);
        }
    }

    private static final class Counts {
        private int all;
        private int strangers;
    }

    public Admission(TcpLimits limits) {
        this.limits = limits;
    }

    /**
     * Asks whether a new connection may stay, and counts it if so.
     *
     * @return false: close it
     */
    public boolean admit(TransportAddress connection) {
        Counts counts = sources.getOrDefault(Source.of(connection), new Counts());
        if (connections >= limits.connections()
                || counts.all >= limits.perSource()
                || counts.strangers >= limits.strangersPerSource()) {
            return false;
        }
        sources.put(Source.of(connection), counts);
        connections++;
        counts.all++;
        counts.strangers++;
        strangers.add(connection);
        return true;
    }

    /** The stranger that must make room, null while there is enough; tell {@link #closed} of it. */
    public @Nullable TransportAddress surplus() {
        Iterator<TransportAddress> eldest = strangers.iterator();
        return strangers.size() > limits.strangers() ? eldest.next() : null;
    }

    /** The connection has proven itself. */
    public void proven(TransportAddress connection) {
        if (strangers.remove(connection)) {
            counts(connection).strangers--;
        }
    }

    /** The connection is closed. */
    public void closed(TransportAddress connection) {
        proven(connection);
        Counts counts = counts(connection);
        connections--;
        if (--counts.all == 0) {
            sources.remove(Source.of(connection));
        }
    }

    private Counts counts(TransportAddress connection) {
        Counts counts = sources.get(Source.of(connection));
        if (counts == null) {
            throw new IllegalArgumentException(connection + " was not admitted, or is closed already");
        }
        return counts;
    }

    public int connections() {
        return connections;
    }
}
