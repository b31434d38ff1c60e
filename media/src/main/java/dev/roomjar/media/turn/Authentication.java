package dev.roomjar.media.turn;

import dev.roomjar.media.stun.LongTermKey;
import dev.roomjar.media.stun.StunAttribute.Nonce;
import dev.roomjar.media.stun.StunAttribute.PasswordAlgorithm;
import dev.roomjar.media.stun.StunAttribute.PasswordAlgorithms;
import dev.roomjar.media.stun.StunAttribute.Realm;
import dev.roomjar.media.stun.StunAttribute.Username;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who sent a request: the long-term credential mechanism (RFC 8489 §9.2.4) over {@link TurnCredentials}. */
final class Authentication {
    private static final List<Integer> ALGORITHMS = List.of(LongTermKey.SHA256.number(), LongTermKey.MD5.number());

    private final TurnSettings settings;
    private final Nonces nonces;
    private final InstantSource clock;

    Authentication(TurnSettings settings, Nonces nonces, InstantSource clock) {
        this.settings = settings;
        this.nonces = nonces;
        this.clock = clock;
    }

    sealed interface Outcome {}

    /** The sender holds the password of that user name. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Proven(String username, byte[] key, boolean bySha256) implements Outcome {

        /** Signs a reply as the request was signed (RFC 8489 §9.2.4). */
        byte[] sign(StunWriter reply) {
            return bySha256 ? reply.signedBytesBySha256(key) : reply.signedBytes(key);
        }
    }

    /** To be told 401 or 438 with a nonce, or 400 without. */
    record Refused(int code) implements Outcome {}

    /**
     * Checks a request.
     *
     * @param allocated the user name of the sender's allocation, null where it has none; it stays good after it expired, so that
     *     a long call does not break
     */
    Outcome check(StunMessage request, FiveTuple client, @Nullable String allocated, long nowNanos) {
        if (!request.hasIntegrity() && !request.hasIntegritySha256()) {
            return new Refused(401);
        }
        String username = request.find(Username.class).map(Username::value).orElse(null);
        String nonce = request.find(Nonce.class).map(Nonce::value).orElse(null);
        LongTermKey algorithm = algorithm(request);
        if (username == null || nonce == null || algorithm == null || !request.has(Realm.class)) {
            return new Refused(400);
        }
        if (!nonces.accepts(nonce, client, nowNanos)) {
            return new Refused(438);
        }
        if (!username.equals(allocated) && !isCurrent(username)) {
            return new Refused(401);
        }
        String password = TurnCredentials.password(settings.secret(), username);
        byte[] key = algorithm.of(username, settings.realm(), password);
        boolean bySha256 = request.hasIntegritySha256();
        boolean proven = bySha256 ? request.isAuthenticBySha256(key) : request.isAuthentic(key);
        return proven ? new Proven(username, key, bySha256) : new Refused(401);
    }

    /** MD5 where the client names none; null where it names one that it was not offered, or hides what it was offered. */
    private static @Nullable LongTermKey algorithm(StunMessage request) {
        PasswordAlgorithm chosen = request.find(PasswordAlgorithm.class).orElse(null);
        PasswordAlgorithms offered = request.find(PasswordAlgorithms.class).orElse(null);
        if (chosen == null && offered == null) {
            return LongTermKey.MD5;
        }
        if (chosen == null || offered == null || !offered.numbers().equals(ALGORITHMS)) {
            return null;
        }
        return Arrays.stream(LongTermKey.values())
                .filter(known -> known.number() == chosen.number())
                .findFirst()
                .orElse(null);
    }

    private boolean isCurrent(String username) {
        Instant expiry = TurnCredentials.expiry(username);
        return expiry != null && clock.instant().isBefore(expiry);
    }

    /** The reply to a request that was refused. Reason phrases are left out: a reply to a stranger is short. */
    byte[] refusal(StunMessage request, Refused refused, FiveTuple client, long nowNanos) {
        StunWriter reply = TurnErrors.write(request, refused.code(), "");
        if (refused.code() != 400) {
            reply.add(new Realm(settings.realm()))
                    .add(new Nonce(nonces.make(client, nowNanos)))
                    .add(new PasswordAlgorithms(ALGORITHMS));
        }
        return reply.plainBytes();
    }
}
