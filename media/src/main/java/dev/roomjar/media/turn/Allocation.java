package dev.roomjar.media.turn;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.stun.TransactionId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client holds (RFC 8656 §3.2): a relay socket, whom it may exchange datagrams with, and channels to them. The number of
 * permissions and channels is bounded by the number of addresses that are reached at all.
 */
final class Allocation {
    static final long DEFAULT_LIFETIME_SECONDS = 600;
    static final long MAX_LIFETIME_SECONDS = 3_600;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long PERMISSION_NANOS = 300 * NANOS_PER_SECOND;
    private static final long CHANNEL_NANOS = 600 * NANOS_PER_SECOND;

    private final FiveTuple client;
    private final String username;
    private final TransactionId request;
    private final RelaySocket socket;
    private final TokenBucket bandwidth;
    private final Map<TransportAddress, Long> permissions = new HashMap<>();
    private final Map<Integer, Channel> channels = new HashMap<>();
    private final Map<TransportAddress, Channel> channelsByPeer = new HashMap<>();
    private long expiresNanos;

    private static final class Channel {
        private final int number;
        private final TransportAddress peer;
        private long expiresNanos;

        private Channel(int number, TransportAddress peer) {
            this.number = number;
            this.peer = peer;
        }
    }

    Allocation(FiveTuple client, String username, TransactionId request, RelaySocket socket, TokenBucket bandwidth) {
        this.client = client;
        this.username = username;
        this.request = request;
        this.socket = socket;
        this.bandwidth = bandwidth;
    }

    FiveTuple client() {
        return client;
    }

    String username() {
        return username;
    }

    RelaySocket socket() {
        return socket;
    }

    /** Whether this allocation was made by that very request, which is then a retransmission. */
    boolean wasMadeBy(TransactionId id) {
        return request.equals(id);
    }

    boolean isOfFamily(TransportAddress peer) {
        return peer.isIpv4() == socket.address().isIpv4();
    }

    /** The lifetime that a client gets who asked for one (RFC 8656 §7.2), in seconds. */
    static long granted(long requestedSeconds) {
        return Math.clamp(requestedSeconds, DEFAULT_LIFETIME_SECONDS, MAX_LIFETIME_SECONDS);
    }

    void extend(long seconds, long nowNanos) {
        expiresNanos = nowNanos + seconds * NANOS_PER_SECOND;
    }

    boolean isExpired(long nowNanos) {
        return nowNanos - expiresNanos >= 0;
    }

    long expiresNanos() {
        return expiresNanos;
    }

    void permit(TransportAddress peer, long nowNanos) {
        permissions.put(TurnFrames.host(peer), nowNanos + PERMISSION_NANOS);
    }

    boolean permits(TransportAddress peer, long nowNanos) {
        Long expires = permissions.get(TurnFrames.host(peer));
        return expires != null && nowNanos - expires < 0;
    }

    /** Binds or refreshes a channel, and the permission with it; false where number or peer is bound otherwise. */
    boolean bind(int number, TransportAddress peer, long nowNanos) {
        dropExpired(nowNanos);
        Channel byNumber = channels.get(number);
        Channel byPeer = channelsByPeer.get(peer);
        if (byNumber != byPeer) {
            return false;
        }
        Channel channel = byNumber;
        if (channel == null) {
            channel = new Channel(number, peer);
            channels.put(number, channel);
            channelsByPeer.put(peer, channel);
        }
        channel.expiresNanos = nowNanos + CHANNEL_NANOS;
        permit(peer, nowNanos);
        return true;
    }

    private void dropExpired(long nowNanos) {
        channels.values().removeIf(channel -> nowNanos - channel.expiresNanos >= 0);
        channelsByPeer.values().removeIf(channel -> nowNanos - channel.expiresNanos >= 0);
    }

    /** The peer of a channel; null where it is not bound. */
    @Nullable
    TransportAddress peerOf(int number, long nowNanos) {
        Channel channel = channels.get(number);
        return channel == null || nowNanos - channel.expiresNanos >= 0 ? null : channel.peer;
    }

    /** The channel of a peer; 0 where there is none. */
    int channelOf(TransportAddress peer, long nowNanos) {
        Channel channel = channelsByPeer.get(peer);
        return channel == null || nowNanos - channel.expiresNanos >= 0 ? 0 : channel.number;
    }

    boolean mayRelay(int bytes, long nowNanos) {
        return bandwidth.take(bytes, nowNanos);
    }
}
