package dev.roomjar.media.ice;

import dev.roomjar.media.stun.StunAttribute.XorMappedAddress;
import dev.roomjar.media.stun.StunClass;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.stun.StunWriter;
import dev.roomjar.media.stun.TransactionId;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks a STUN server which address and port of ours it sees (RFC 8489 §6.2.1, RFC 8445 §5.1.1.2), and again every 20 seconds, which
 * keeps the binding of a NAT alive and shows when it changes. Only an answer with the random number of the question, from the server
 * that was asked, counts.
 *
 * <p>Sans-IO. Thread rule: one thread at a time.
 */
public final class ReflexiveAddress {
    private static final long MILLISECOND = 1_000_000L;
    private static final long FIRST_TIMEOUT = 500 * MILLISECOND;

    /** Two less than the RFC proposes: whoever starts the server waits for the outcome. */
    private static final int REQUESTS = 5;

    private static final long LAST_TIMEOUT = 16 * FIRST_TIMEOUT;
    private static final long REFRESH = 20_000 * MILLISECOND;
    private static final long AFTER_FAILURE = 60_000 * MILLISECOND;

    /** What came of asking. */
    public enum Outcome {
        /** Nothing to tell. */
        NONE,
        /** There is an address, and it is another than before. */
        LEARNT,
        /** The server did not answer; it is asked again in a minute. */
        UNANSWERED
    }

    private final TransportAddress server;
    private final RandomGenerator random;
    private @Nullable TransactionId question;
    private @Nullable TransportAddress mapped;
    private int requests;
    private long due;

    /** @param random a cryptographically strong generator outside tests: guessing its numbers means to forge answers */
    public ReflexiveAddress(TransportAddress server, RandomGenerator random, long nowNanos) {
        this.server = server;
        this.random = random;
        due = nowNanos;
    }

    public TransportAddress server() {
        return server;
    }

    /** Our address as the server sees it, as far as is known. */
    public @Nullable TransportAddress mapped() {
        return mapped;
    }

    /** When to call {@link #advance}. */
    public long deadline() {
        return due;
    }

    /** Looks at the time. After it, {@link #request} tells what to send. */
    public Outcome advance(long nowNanos) {
        if (nowNanos - due < 0) {
            return Outcome.NONE;
        }
        if (question != null && requests == REQUESTS) {
            question = null;
            requests = 0;
            due = nowNanos + AFTER_FAILURE;
            return Outcome.UNANSWERED;
        }
        return Outcome.NONE;
    }

    /** What to send to the server now; null for nothing. */
    public byte @Nullable [] request(long nowNanos) {
        if (nowNanos - due < 0) {
            return null;
        }
        if (question == null) {
            question = TransactionId.random(random);
        }
        due = nowNanos + (++requests == REQUESTS ? LAST_TIMEOUT : FIRST_TIMEOUT << (requests - 1));
        return StunWriter.request(question).bytes(null);
    }

    /** Takes a STUN message that is no peer's. Never throws, whatever the bytes. */
    public Outcome handle(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        if (question == null || !from.from(0).equals(server)) {
            return Outcome.NONE;
        }
        StunMessage answer = StunMessage.parse(buffer, offset, length);
        if (answer == null || answer.type() != StunClass.SUCCESS || !answer.id().equals(question)) {
            return Outcome.NONE;
        }
        TransportAddress seen = answer.find(XorMappedAddress.class)
                .map(each -> TransportAddress.of(each.address()))
                .orElse(null);
        if (seen == null) {
            return Outcome.NONE;
        }
        question = null;
        requests = 0;
        due = nowNanos + REFRESH;
        boolean isNew = !seen.equals(mapped);
        mapped = seen;
        return isNew ? Outcome.LEARNT : Outcome.NONE;
    }
}
