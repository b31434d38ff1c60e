package dev.roomjar.media.turn;

import static dev.roomjar.media.stun.StunClass.SUCCESS;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.stun.StunAttribute.ChannelNumber;
import dev.roomjar.media.stun.StunAttribute.EvenPort;
import dev.roomjar.media.stun.StunAttribute.Lifetime;
import dev.roomjar.media.stun.StunAttribute.RequestedAddressFamily;
import dev.roomjar.media.stun.StunAttribute.RequestedTransport;
import dev.roomjar.media.stun.StunAttribute.ReservationToken;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunAttribute.XorPeerAddress;
import dev.roomjar.media.stun.StunAttribute.XorRelayedAddress;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers requests of clients who have proven who they are: RFC 8656 §7 to §12, in the order of its checks. */
final class AllocationRequests {
    private final TurnSettings settings;
    private final Allocations allocations;
    private final RelaySockets sockets;
    private final Counters counters;

    AllocationRequests(TurnSettings settings, Allocations allocations, RelaySockets sockets, Counters counters) {
        this.settings = settings;
        this.allocations = allocations;
        this.sockets = sockets;
        this.counters = counters;
    }

    /**
     * The reply, yet to be signed.
     *
     * @param allocation the sender's, null where it has none
     */
    StunWriter answer(
            FiveTuple client,
            StunMethod method,
            StunMessage request,
            @Nullable Allocation allocation,
            String username,
            long nowNanos) {
        if (method == StunMethod.ALLOCATE) {
            return allocate(client, request, allocation, username, nowNanos);
        }
        if (allocation == null) {
            return refuse(TurnErrors.ALLOCATION_MISMATCH, request);
        }
        if (!allocation.username().equals(username)) {
            return refuse(TurnErrors.WRONG_CREDENTIALS, request);
        }
        return switch (method) {
            case REFRESH -> refresh(request, allocation, nowNanos);
            case CREATE_PERMISSION -> createPermission(request, allocation, nowNanos);
            case CHANNEL_BIND -> channelBind(request, allocation, nowNanos);
            case ALLOCATE, BINDING, SEND, DATA -> refuse(TurnErrors.BAD_REQUEST, request);
        };
    }

    private StunWriter allocate(
            FiveTuple client, StunMessage request, @Nullable Allocation existing, String username, long nowNanos) {
        if (existing != null) {
            return existing.wasMadeBy(request.id()) && existing.username().equals(username)
                    ? allocated(request, existing, nowNanos)
                    : refuse(TurnErrors.ALLOCATION_MISMATCH, request);
        }
        TurnErrors error = error(request);
        if (error != null) {
            return refuse(error, request);
        }
        if (allocations.ofUser(username) >= settings.allocationsPerUser()) {
            return refuse(TurnErrors.ALLOCATION_QUOTA_REACHED, request);
        }
        RelaySocket socket =
                allocations.size() < settings.maximumAllocations() ? sockets.open(wantsIpv4(request)) : null;
        if (socket == null) {
            return refuse(TurnErrors.INSUFFICIENT_CAPACITY, request);
        }
        // An expired one that is not cleaned up yet stands in the way of its successor.
        if (allocations.remove(client)) {
            counters.increment(MediaCounter.TURN_ALLOCATIONS_CLOSED);
        }
        TokenBucket bandwidth = new TokenBucket(settings.bytesPerSecond(), settings.bytesPerSecond(), nowNanos);
        Allocation allocation = new Allocation(client, username, request.id(), socket, bandwidth);
        allocation.extend(Allocation.granted(lifetime(request)), nowNanos);
        allocations.add(allocation);
        counters.increment(MediaCounter.TURN_ALLOCATIONS_OPENED);
        return allocated(request, allocation, nowNanos);
    }

    /** RFC 8656 §7.2, steps 3 to 8. Pairs of ports are of no use to anybody today and never to be had. */
    private @Nullable TurnErrors error(StunMessage request) {
        RequestedTransport transport = request.find(RequestedTransport.class).orElse(null);
        if (transport == null) {
            return TurnErrors.BAD_REQUEST;
        }
        if (transport.protocol() != RequestedTransport.UDP) {
            return TurnErrors.UNSUPPORTED_TRANSPORT;
        }
        boolean token = request.has(ReservationToken.class);
        RequestedAddressFamily family =
                request.find(RequestedAddressFamily.class).orElse(null);
        if (token && (request.has(EvenPort.class) || family != null)) {
            return TurnErrors.BAD_REQUEST;
        }
        if (token) {
            return TurnErrors.INSUFFICIENT_CAPACITY;
        }
        if (family != null
                && family.family() != RequestedAddressFamily.IPV4
                && family.family() != RequestedAddressFamily.IPV6) {
            return TurnErrors.ADDRESS_FAMILY_NOT_SUPPORTED;
        }
        if (!sockets.reachesFamily(wantsIpv4(request))) {
            return TurnErrors.ADDRESS_FAMILY_NOT_SUPPORTED;
        }
        return request.has(EvenPort.class) ? TurnErrors.INSUFFICIENT_CAPACITY : null;
    }

    private static boolean wantsIpv4(StunMessage request) {
        return request.find(RequestedAddressFamily.class)
                .map(family -> family.family() == RequestedAddressFamily.IPV4)
                .orElse(true);
    }

    private static long lifetime(StunMessage request) {
        return request.find(Lifetime.class).map(Lifetime::seconds).orElse(Allocation.DEFAULT_LIFETIME_SECONDS);
    }

    private static StunWriter allocated(StunMessage request, Allocation allocation, long nowNanos) {
        long seconds = (allocation.expiresNanos() - nowNanos) / 1_000_000_000L;
        return success(request)
                .add(new XorRelayedAddress(allocation.socket().address().toSocketAddress()))
                .add(new Lifetime(seconds))
                .add(new XorMappedAddress(allocation.client().client().toSocketAddress()));
    }

    private StunWriter refresh(StunMessage request, Allocation allocation, long nowNanos) {
        RequestedAddressFamily family =
                request.find(RequestedAddressFamily.class).orElse(null);
        boolean ipv4 = allocation.socket().address().isIpv4();
        if (family != null && family.family() != (ipv4 ? RequestedAddressFamily.IPV4 : RequestedAddressFamily.IPV6)) {
            return refuse(TurnErrors.PEER_ADDRESS_FAMILY_MISMATCH, request);
        }
        long wanted = lifetime(request);
        if (wanted == 0) {
            allocations.remove(allocation.client());
            counters.increment(MediaCounter.TURN_ALLOCATIONS_CLOSED);
            return success(request).add(new Lifetime(0));
        }
        long seconds = Allocation.granted(wanted);
        allocation.extend(seconds, nowNanos);
        return success(request).add(new Lifetime(seconds));
    }

    private StunWriter createPermission(StunMessage request, Allocation allocation, long nowNanos) {
        List<TransportAddress> peers = request.findAll(XorPeerAddress.class).stream()
                .map(peer -> TransportAddress.of(peer.address()))
                .toList();
        if (peers.isEmpty()) {
            return refuse(TurnErrors.BAD_REQUEST, request);
        }
        if (!peers.stream().allMatch(allocation::isOfFamily)) {
            return refuse(TurnErrors.PEER_ADDRESS_FAMILY_MISMATCH, request);
        }
        if (!peers.stream().allMatch(sockets::reachesHost)) {
            return refuse(TurnErrors.FORBIDDEN, request);
        }
        peers.forEach(peer -> allocation.permit(peer, nowNanos));
        return success(request);
    }

    private StunWriter channelBind(StunMessage request, Allocation allocation, long nowNanos) {
        ChannelNumber channel = request.find(ChannelNumber.class).orElse(null);
        XorPeerAddress address = request.find(XorPeerAddress.class).orElse(null);
        if (channel == null || address == null || !TurnFrames.isChannel(channel.number())) {
            return refuse(TurnErrors.BAD_REQUEST, request);
        }
        TransportAddress peer = TransportAddress.of(address.address());
        if (!allocation.isOfFamily(peer)) {
            return refuse(TurnErrors.PEER_ADDRESS_FAMILY_MISMATCH, request);
        }
        if (!sockets.reaches(peer)) {
            return refuse(TurnErrors.FORBIDDEN, request);
        }
        return allocation.bind(channel.number(), peer, nowNanos)
                ? success(request)
                : refuse(TurnErrors.BAD_REQUEST, request);
    }

    private static StunWriter success(StunMessage request) {
        return StunWriter.of(method(request), SUCCESS, request.id());
    }

    private static StunMethod method(StunMessage request) {
        return Objects.requireNonNull(request.method());
    }

    private StunWriter refuse(TurnErrors error, StunMessage request) {
        counters.increment(MediaCounter.TURN_REFUSED);
        return error.to(request);
    }
}
