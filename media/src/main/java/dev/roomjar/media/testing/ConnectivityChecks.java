package dev.roomjar.media.testing;

import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.stun.StunAttribute.IceControlling;
import dev.roomjar.media.stun.StunAttribute.Priority;
import dev.roomjar.media.stun.StunAttribute.UseCandidate;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the connectivity checks of a full, controlling ICE agent and reads their answers (RFC 8445 §7.2). When to send them
 * is the caller's affair. Thread rule: one thread at a time.
 */
public final class ConnectivityChecks {
    /** A peer-reflexive candidate's (RFC 8445 §5.1.2.1): nothing depends on it towards a lite agent. */
    private static final long PRIORITY = (110L << 24) + (65535L << 8) + 255;

    private final IceCredentials local;
    private final IceCredentials remote;
    private final RandomGenerator random;
    private final long tieBreaker;

    /**
     * @param local the fake peer's own credentials
     * @param remote the media server's, from its session description
     */
    public ConnectivityChecks(IceCredentials local, IceCredentials remote, RandomGenerator random) {
        this.local = local;
        this.remote = remote;
        this.random = random;
        this.tieBreaker = random.nextLong();
    }

    /** A Binding request for the media server. */
    public byte[] check(boolean nominate) {
        StunWriter check = StunWriter.request(TransactionId.random(random))
                .add(new Username(remote.ufrag() + ":" + local.ufrag()))
                .add(new Priority(PRIORITY))
                .add(new IceControlling(tieBreaker));
        if (nominate) {
            check.add(new UseCandidate());
        }
        return check.bytes(remote.pwd());
    }

    /** Reads an answer: where the media server saw the check come from; null where it is no authentic success. */
    public @Nullable InetSocketAddress mappedAddress(byte[] buffer, int offset, int length) {
        StunMessage answer = StunMessage.parse(buffer, offset, length);
        if (answer == null || answer.type() != StunClass.SUCCESS || !answer.isAuthentic(remote.pwd())) {
            return null;
        }
        return answer.find(XorMappedAddress.class)
                .map(XorMappedAddress::address)
                .orElse(null);
    }
}
