package dev.roomjar.media.ice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ICE agent of one peer, lite and always controlled (RFC 8445 §2.5): it answers connectivity checks and never sends any.
 * Whoever proves by MESSAGE-INTEGRITY to hold our password may be sent to, wherever it sends from: signalled candidates are
 * not needed (peer-reflexive pairs). The pair nominated last is selected, so a peer whose address changes is followed.
 *
 * <p>Thread rule: one thread at a time. Times are in nanoseconds of one arbitrary but steady origin.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // until the bodies land
public final class IceLiteAgent {

    public IceLiteAgent(IceCredentials local, IceTimings timings) {
        throw new UnsupportedOperationException();
    }

    /** Our credentials for the session description: the newest. */
    public IceCredentials local() {
        throw new UnsupportedOperationException();
    }

    /**
     * The user name fragments under which checks reach this agent: the newest and, while a restart is under way, the one
     * before. Ask again after {@link #restart} and after each reply with {@code selectedChanged}.
     */
    public List<String> localUfrags() {
        throw new UnsupportedOperationException();
    }

    /** The peer's credentials from its session description. Until they are set, checks of any peer's ufrag are accepted. */
    public void remote(IceCredentials remote) {
        throw new UnsupportedOperationException();
    }

    /**
     * Begins an ICE restart (RFC 8445 §9): new credentials are valid at once, and the old stay so, with their pair selected,
     * until a pair of the new ones is nominated. Set the peer's new credentials by {@link #remote} afterwards.
     */
    public void restart(IceCredentials local) {
        throw new UnsupportedOperationException();
    }

    /** Takes a datagram that is a STUN message by its looks. Never throws, whatever the bytes. */
    public IceResult handle(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /**
     * Tells of authentic traffic other than checks (SRTP, DTLS): the peer is not {@link IceState#DISCONNECTED}. It does not
     * renew consent, which only checks do (RFC 7675 §5.1).
     */
    public void heard(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** Where to send: the nominated address, before nomination the latest that proved itself, before that null. */
    public @Nullable TransportAddress selected() {
        throw new UnsupportedOperationException();
    }

    /** Whether an address has proven itself by a connectivity check, so that DTLS and SRTP from it may be this peer's. */
    public boolean knows(TransportAddress address) {
        throw new UnsupportedOperationException();
    }

    public IceState state(long nowNanos) {
        throw new UnsupportedOperationException();
    }

    /** When {@link #state} changes next if nothing more is heard; {@link Long#MAX_VALUE}: never. */
    public long deadlineNanos() {
        throw new UnsupportedOperationException();
    }
}
