package dev.roomjar.media.ice;

import static dev.roomjar.media.ice.IceResult.Reason.MALFORMED;
import static dev.roomjar.media.ice.IceResult.Reason.NOT_AUTHENTIC;
import static dev.roomjar.media.ice.IceResult.Reason.NOT_A_CHECK;
import static dev.roomjar.media.ice.IceResult.Reason.UNKNOWN_USER;

import dev.roomjar.media.stun.StunAttribute.IceControlled;
import dev.roomjar.media.stun.StunAttribute.UnknownAttributes;
import dev.roomjar.media.stun.StunAttribute.UseCandidate;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ICE agent of one peer, lite and always controlled (RFC 8445 §2.5): it answers connectivity checks and never sends any.
 * Whoever proves by MESSAGE-INTEGRITY to hold our password may be sent to, wherever it sends from: signalled candidates are
 * not needed (peer-reflexive pairs). The pair nominated last is selected, so a peer whose address changes is followed.
 *
 * <p>Thread rule: one thread at a time. Times are in nanoseconds of one arbitrary but steady origin.
 */
public final class IceLiteAgent {
    /** How long no second error reply is sent: whoever guesses at passwords shall not make us talk. */
    private static final long ERROR_INTERVAL_NANOS = 1_000_000_000;

    private final long disconnectedAfterNanos;
    private final long consentExpiresAfterNanos;

    private IceGeneration current;
    private @Nullable IceGeneration previous;
    private @Nullable Long lastErrorNanos;
    private long latestNanos;
    private boolean heard;

    /** When the peer was last heard at all, and when by a connectivity check, which alone renews consent. */
    private long heardNanos;

    private long checkedNanos;

    public IceLiteAgent(IceCredentials local, IceTimings timings) {
        this.current = new IceGeneration(local);
        this.disconnectedAfterNanos = timings.disconnectedAfter().toNanos();
        this.consentExpiresAfterNanos = timings.consentExpiresAfter().toNanos();
    }

    /** Our credentials for the session description: the newest. */
    public IceCredentials local() {
        return current.local();
    }

    /**
     * The user name fragments under which checks reach this agent: the newest and, while a restart is under way, the one
     * before. Ask again after {@link #restart} and after each reply with {@code selectedChanged}.
     */
    public List<String> localUfrags() {
        return Stream.of(current, previous)
                .filter(Objects::nonNull)
                .map(generation -> generation.local().ufrag())
                .toList();
    }

    /** The peer's credentials from its session description. Until they are set, checks of any peer's ufrag are accepted. */
    public void remote(IceCredentials remote) {
        current.remote(remote);
    }

    /**
     * Begins an ICE restart (RFC 8445 §9): new credentials are valid at once, and the old stay so, with their pair selected,
     * until a pair of the new ones is nominated. Set the peer's new credentials by {@link #remote} afterwards.
     */
    public void restart(IceCredentials local) {
        if (previous == null || current.hasNominated()) {
            previous = current;
        }
        current = new IceGeneration(local);
    }

    /** Takes a datagram that is a STUN message by its looks. Never throws, whatever the bytes. */
    public IceResult handle(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        latestNanos = nowNanos;
        StunMessage message = StunMessage.parse(buffer, offset, length);
        if (message == null) {
            return new IceResult.Discard(MALFORMED);
        }
        if (message.type() != StunClass.REQUEST || !message.isBinding()) {
            return new IceResult.Discard(NOT_A_CHECK);
        }
        IceGeneration generation = generationNamedBy(message);
        if (generation == null) {
            return new IceResult.Discard(UNKNOWN_USER);
        }
        if (!message.hasIntegrity()) {
            return unauthenticatedError(message, 400, "Bad Request", length, from, nowNanos);
        }
        if (!message.isAuthentic(generation.local().pwd())) {
            return unauthenticatedError(message, 401, "Unauthenticated", length, from, nowNanos);
        }
        return answer(message, generation, from, nowNanos);
    }

    private @Nullable IceGeneration generationNamedBy(StunMessage message) {
        String username = message.find(Username.class).map(Username::value).orElse("");
        if (current.isNamedBy(username)) {
            return current;
        }
        return previous != null && previous.isNamedBy(username) ? previous : null;
    }

    /** Small and rare, so that a forged source address is not worth forging (RFC 8489 §9.1.3). */
    private IceResult unauthenticatedError(
            StunMessage request, int code, String reason, int requestLength, TransportAddress from, long nowNanos) {
        byte[] error = StunWriter.error(request.id(), code, reason).bytes(null);
        boolean tooSoon = lastErrorNanos != null && nowNanos - lastErrorNanos < ERROR_INTERVAL_NANOS;
        if (tooSoon || error.length > requestLength) {
            return new IceResult.Discard(NOT_AUTHENTIC);
        }
        lastErrorNanos = nowNanos;
        return new IceResult.Reply(error, from, false);
    }

    private IceResult answer(StunMessage check, IceGeneration generation, TransportAddress from, long nowNanos) {
        String password = generation.local().pwd();
        if (!check.unknownRequired().isEmpty()) {
            StunWriter error = StunWriter.error(check.id(), 420, "Unknown Attribute")
                    .add(new UnknownAttributes(check.unknownRequired()));
            return new IceResult.Reply(error.bytes(password), from, false);
        }
        if (check.has(IceControlled.class)) {
            // A lite agent cannot take the controlling role from a full one, so the peer has to (RFC 8445 §6.1.1,
            // §7.3.1.1).
            byte[] conflict = StunWriter.error(check.id(), 487, "Role Conflict").bytes(password);
            return new IceResult.Reply(conflict, from, false);
        }
        TransportAddress before = selected();
        heard = true;
        heardNanos = nowNanos;
        checkedNanos = nowNanos;
        generation.proven(from, check.has(UseCandidate.class), nowNanos);
        if (generation == current && current.hasNominated()) {
            previous = null;
        }
        byte[] success = StunWriter.success(check.id())
                .add(new XorMappedAddress(from.toSocketAddress()))
                .bytes(password);
        return new IceResult.Reply(success, from, !Objects.equals(before, selected()));
    }

    /**
     * Tells of authentic traffic other than checks (SRTP, DTLS): the peer is not {@link IceState#DISCONNECTED}. It does not
     * renew consent, which only checks do (RFC 7675 §5.1).
     */
    public void heard(long nowNanos) {
        latestNanos = nowNanos;
        heardNanos = nowNanos;
    }

    /**
     * Where to send: the nominated address, before nomination the latest that proved itself, before that null. During a
     * restart it is that of the old credentials until an address of the new ones is nominated.
     */
    public @Nullable TransportAddress selected() {
        TransportAddress old = previous == null ? null : previous.selected();
        return old != null ? old : current.selected();
    }

    /**
     * Tells that an address leads nowhere any more, since its TCP connection ended. The peer is then sent to where it was heard
     * last, if it was heard from elsewhere while consent for that lasts, until it nominates again.
     *
     * @return whether {@link #selected} is another than before
     */
    public boolean lost(TransportAddress address, long nowNanos) {
        TransportAddress before = selected();
        current.lost(address, consentExpiresAfterNanos, nowNanos);
        if (previous != null) {
            previous.lost(address, consentExpiresAfterNanos, nowNanos);
        }
        return !Objects.equals(before, selected());
    }

    /** Whether an address has proven itself by a connectivity check, so that DTLS and SRTP from it may be this peer's. */
    public boolean knows(TransportAddress address) {
        return current.hasProven(address) || (previous != null && previous.hasProven(address));
    }

    public IceState state(long nowNanos) {
        latestNanos = nowNanos;
        return latestState();
    }

    private IceState latestState() {
        if (!heard) {
            return IceState.WAITING;
        }
        if (latestNanos - checkedNanos >= consentExpiresAfterNanos) {
            return IceState.EXPIRED;
        }
        return latestNanos - heardNanos >= disconnectedAfterNanos ? IceState.DISCONNECTED : IceState.CONNECTED;
    }

    /**
     * When {@link #state} will differ from what it was at the latest time this agent was told, if nothing more is heard; {@link
     * Long#MAX_VALUE}: never.
     */
    public long deadlineNanos() {
        return switch (latestState()) {
            case WAITING, EXPIRED -> Long.MAX_VALUE;
            case CONNECTED -> earlier(disconnectedAt(), consentExpiresAt());
            case DISCONNECTED -> consentExpiresAt();
        };
    }

    private long disconnectedAt() {
        return heardNanos + disconnectedAfterNanos;
    }

    private long consentExpiresAt() {
        return checkedNanos + consentExpiresAfterNanos;
    }

    /** Of two times of one steady clock, whose origin may lie anywhere (System.nanoTime). */
    private static long earlier(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
