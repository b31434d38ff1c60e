package dev.roomjar.media.ice;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One ICE session between two restarts: its credentials and the addresses that proved themselves under them. */
final class IceGeneration {
    /** More than a peer has working paths; beyond, the one unheard for longest is forgotten. */
    private static final int MAX_PROVEN = 16;

    private final IceCredentials local;
    /** With the time of the latest check from there, the least recent first. */
    private final LinkedHashMap<TransportAddress, Long> proven = new LinkedHashMap<>(MAX_PROVEN, 0.75f, true);

    private @Nullable String remoteUfrag;
    private @Nullable TransportAddress nominated;
    private @Nullable TransportAddress latest;

    IceGeneration(IceCredentials local) {
        this.local = local;
    }

    IceCredentials local() {
        return local;
    }

    void remote(IceCredentials remote) {
        remoteUfrag = remote.ufrag();
    }

    /** Whether a check with this USERNAME is between this agent and its peer (RFC 8445 §7.2.2). */
    boolean isNamedBy(String username) {
        int colon = username.indexOf(':');
        return colon >= 0
                && username.substring(0, colon).equals(local.ufrag())
                && (remoteUfrag == null || username.substring(colon + 1).equals(remoteUfrag));
    }

    /** Notes an authentic check: the address is valid for sending from now on (RFC 8445 §7.3.1.3, §7.3.2). */
    void proven(TransportAddress address, boolean nominates, long nowNanos) {
        proven.put(address, nowNanos);
        latest = address;
        if (nominates) {
            nominated = address;
        }
        if (proven.size() > MAX_PROVEN) {
            forgetEldest();
        }
    }

    private void forgetEldest() {
        for (TransportAddress address : proven.keySet()) {
            if (!address.equals(nominated)) {
                proven.remove(address);
                return;
            }
        }
    }

    /** The address leads nowhere any more; of the others only one that was heard lately enough may take its place. */
    void lost(TransportAddress address, long consentNanos, long nowNanos) {
        proven.remove(address);
        if (address.equals(nominated)) {
            nominated = null;
        }
        if (nominated == null) {
            Map.Entry<TransportAddress, Long> last = proven.lastEntry();
            latest = last != null && nowNanos - last.getValue() < consentNanos ? last.getKey() : null;
        }
    }

    boolean hasProven(TransportAddress address) {
        return proven.containsKey(address);
    }

    boolean hasNominated() {
        return nominated != null;
    }

    @Nullable
    TransportAddress selected() {
        return nominated != null ? nominated : latest;
    }
}
