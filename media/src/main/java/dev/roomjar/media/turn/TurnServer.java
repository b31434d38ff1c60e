package dev.roomjar.media.turn;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.stun.StunAttribute.Data;
import dev.roomjar.media.stun.StunAttribute.UnknownAttributes;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunAttribute.XorPeerAddress;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunMethod;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import dev.roomjar.media.turn.TurnResult.Discard;
import dev.roomjar.media.turn.TurnResult.Reason;
import dev.roomjar.media.turn.TurnResult.ToClient;
import dev.roomjar.media.turn.TurnResult.ToPeer;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * A TURN server (RFC 8656) for clients over UDP, TCP and TLS, with relays over UDP to the media server alone.
 *
 * <p>Hand in every message of a client ({@link #receive}) and every datagram of a relay socket ({@link #relayed}), and do what
 * the result says. Nothing throws, whatever the bytes.
 *
 * <p>Thread rule: one thread at a time. Times are in nanoseconds of one arbitrary but steady origin; the clock is asked only
 * whether a credential has expired.
 */
public final class TurnServer {
    private static final long CLEANING_NANOS = 1_000_000_000L;

    private final Allocations allocations = new Allocations();
    private final Authentication authentication;
    private final AllocationRequests requests;
    private final Strangers strangers;
    private final RelaySockets sockets;
    private final RandomGenerator random;
    private final Counters counters;

    /** @param random a cryptographically strong one outside tests */
    public TurnServer(
            TurnSettings settings,
            RelaySockets sockets,
            InstantSource clock,
            RandomGenerator random,
            Counters counters,
            long nowNanos) {
        this.sockets = sockets;
        this.random = random;
        this.counters = counters;
        authentication = new Authentication(settings, new Nonces(random, settings.nonceLifetime(), nowNanos), clock);
        requests = new AllocationRequests(settings, allocations, sockets, counters);
        strangers = new Strangers(settings, nowNanos);
    }

    /**
     * Takes one message of a client: a datagram, or a frame of a stream as {@link TurnFrames} cuts it.
     *
     * @param buffer a {@link ToPeer} refers to it
     */
    public TurnResult receive(FiveTuple client, byte[] buffer, int offset, int length, long nowNanos) {
        if (TurnFrames.isChannelData(buffer, offset, length)) {
            return channelData(client, buffer, offset, length, nowNanos);
        }
        StunMessage message = StunMessage.parse(buffer, offset, length);
        if (message == null) {
            return discard(Reason.MALFORMED);
        }
        StunMethod method = message.method();
        if (method == null) {
            return discard(Reason.UNEXPECTED);
        }
        return switch (message.type()) {
            case REQUEST -> request(client, method, message, nowNanos);
            case INDICATION ->
                method == StunMethod.SEND ? sendIndication(client, message, nowNanos) : discard(Reason.UNEXPECTED);
            case SUCCESS, ERROR -> discard(Reason.UNEXPECTED);
        };
    }

    private TurnResult request(FiveTuple client, StunMethod method, StunMessage request, long nowNanos) {
        return switch (method) {
            case BINDING -> binding(client, request, nowNanos);
            case ALLOCATE, REFRESH, CREATE_PERMISSION, CHANNEL_BIND -> authenticated(client, method, request, nowNanos);
            case SEND, DATA -> discard(Reason.UNEXPECTED);
        };
    }

    /** Tells a client its address, as any STUN server does (RFC 8489 §6.3.1). */
    private TurnResult binding(FiveTuple client, StunMessage request, long nowNanos) {
        StunWriter reply = request.unknownRequired().isEmpty()
                ? StunWriter.success(request.id())
                        .add(new XorMappedAddress(client.client().toSocketAddress()))
                : unknownAttributes(request);
        return answerStranger(client, reply.plainBytes(), nowNanos);
    }

    private TurnResult authenticated(FiveTuple client, StunMethod method, StunMessage request, long nowNanos) {
        Allocation allocation = allocations.find(client, nowNanos);
        String allocated = allocation == null ? null : allocation.username();
        return switch (authentication.check(request, client, allocated, nowNanos)) {
            case Authentication.Refused refused -> {
                counters.increment(MediaCounter.TURN_UNAUTHENTICATED);
                yield answerStranger(client, authentication.refusal(request, refused, client, nowNanos), nowNanos);
            }
            case Authentication.Proven proven -> {
                StunWriter reply = request.unknownRequired().isEmpty()
                        ? requests.answer(client, method, request, allocation, proven.username(), nowNanos)
                        : unknownAttributes(request);
                yield new ToClient(client, proven.sign(reply));
            }
        };
    }

    private static StunWriter unknownAttributes(StunMessage request) {
        return TurnErrors.UNKNOWN_ATTRIBUTE.to(request).add(new UnknownAttributes(request.unknownRequired()));
    }

    private TurnResult answerStranger(FiveTuple client, byte[] reply, long nowNanos) {
        return strangers.mayAnswer(client.client(), nowNanos)
                ? new ToClient(client, reply)
                : discard(Reason.RATE_LIMITED);
    }

    private TurnResult sendIndication(FiveTuple client, StunMessage message, long nowNanos) {
        XorPeerAddress peer = message.find(XorPeerAddress.class).orElse(null);
        Data data = message.find(Data.class).orElse(null);
        // RFC 8489 §6.3.2: an indication with something that must be understood and is not, is dropped. DONT-FRAGMENT
        // is such.
        if (peer == null || data == null || !message.unknownRequired().isEmpty()) {
            return discard(Reason.MALFORMED);
        }
        Allocation allocation = allocations.find(client, nowNanos);
        TransportAddress to = TransportAddress.of(peer.address());
        return allocation == null
                ? discard(Reason.NOT_PERMITTED)
                : toPeer(allocation, to, data.bytes(), 0, data.bytes().length, nowNanos);
    }

    private TurnResult channelData(FiveTuple client, byte[] buffer, int offset, int length, long nowNanos) {
        int dataLength = TurnFrames.dataLength(buffer, offset, length);
        if (dataLength < 0) {
            return discard(Reason.MALFORMED);
        }
        Allocation allocation = allocations.find(client, nowNanos);
        TransportAddress peer =
                allocation == null ? null : allocation.peerOf(TurnFrames.channel(buffer, offset), nowNanos);
        return allocation == null || peer == null
                ? discard(Reason.NOT_PERMITTED)
                : toPeer(allocation, peer, buffer, offset + TurnFrames.CHANNEL_HEADER_LENGTH, dataLength, nowNanos);
    }

    private TurnResult toPeer(
            Allocation allocation, TransportAddress peer, byte[] buffer, int offset, int length, long nowNanos) {
        if (!allocation.permits(peer, nowNanos) || !sockets.reaches(peer)) {
            return discard(Reason.NOT_PERMITTED);
        }
        if (!allocation.mayRelay(length, nowNanos)) {
            return discard(Reason.OVER_BANDWIDTH);
        }
        countRelayed(length);
        return new ToPeer(allocation.socket(), peer, buffer, offset, length);
    }

    /** Takes a datagram that a relay socket received. */
    public TurnResult relayed(
            RelaySocket socket, TransportAddress peer, byte[] buffer, int offset, int length, long nowNanos) {
        Allocation allocation = allocations.find(socket, nowNanos);
        if (allocation == null || !allocation.permits(peer, nowNanos)) {
            return discard(Reason.NOT_PERMITTED);
        }
        if (!allocation.mayRelay(length, nowNanos)) {
            return discard(Reason.OVER_BANDWIDTH);
        }
        countRelayed(length);
        FiveTuple client = allocation.client();
        int channel = allocation.channelOf(peer, nowNanos);
        byte[] message = channel == 0
                ? dataIndication(peer, buffer, offset, length)
                : TurnFrames.channelData(channel, buffer, offset, length, client.overStream());
        return new ToClient(client, message);
    }

    private byte[] dataIndication(TransportAddress peer, byte[] buffer, int offset, int length) {
        return StunWriter.relayed(
                        StunMethod.DATA, TransactionId.random(random), peer.toSocketAddress(), buffer, offset, length)
                .plainBytes();
    }

    private void countRelayed(int bytes) {
        counters.increment(MediaCounter.TURN_RELAYED_PACKETS);
        counters.add(MediaCounter.TURN_RELAYED_BYTES, bytes);
    }

    private TurnResult discard(Reason reason) {
        counters.increment(
                switch (reason) {
                    case MALFORMED, UNEXPECTED -> MediaCounter.TURN_DISCARDED_MALFORMED;
                    case RATE_LIMITED -> MediaCounter.TURN_DISCARDED_RATE_LIMITED;
                    case NOT_PERMITTED -> MediaCounter.TURN_DISCARDED_NOT_PERMITTED;
                    case OVER_BANDWIDTH -> MediaCounter.TURN_DISCARDED_OVER_BANDWIDTH;
                });
        return new Discard(reason);
    }

    /** Tells that a client's TCP or TLS connection is gone, and its allocation with it. */
    public void disconnected(FiveTuple client) {
        if (allocations.remove(client)) {
            counters.increment(MediaCounter.TURN_ALLOCATIONS_CLOSED);
        }
    }

    /** Whether a client has an allocation. */
    public boolean isAllocated(FiveTuple client, long nowNanos) {
        return allocations.find(client, nowNanos) != null;
    }

    /** Ends all allocations. */
    public void close() {
        counters.add(MediaCounter.TURN_ALLOCATIONS_CLOSED, allocations.removeAll());
    }

    /** Lets time pass: frees what has expired. Call it again after the time it returns, in nanoseconds. */
    public long advance(long nowNanos) {
        counters.add(MediaCounter.TURN_ALLOCATIONS_CLOSED, allocations.removeExpired(nowNanos));
        return nowNanos + CLEANING_NANOS;
    }
}
