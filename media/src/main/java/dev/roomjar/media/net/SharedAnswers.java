package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Demultiplexer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a STUN server says, among loops with one port: one of them asks, the answer may come to any, and all are told. Thread rule:
 * any loop.
 */
final class SharedAnswers {
    /** The type of a successful answer to a Binding request (RFC 8489 §5). */
    private static final byte[] BINDING_SUCCESS = {1, 1};

    private static final int LONGEST = 256;

    /** Answers under way to the loop that asks; strangers may forge as many as they like. */
    private static final int MAX_PENDING = 16;

    private final List<Consumer<List<InetSocketAddress>>> learners = new CopyOnWriteArrayList<>();
    private final AtomicInteger pending = new AtomicInteger();
    private volatile @Nullable Asker asker;

    private record Asker(LoopMailbox mailbox, Demultiplexer.Unclaimed answers) {}

    void asker(LoopMailbox mailbox, Demultiplexer.Unclaimed answers) {
        asker = new Asker(mailbox, answers);
    }

    /** Adds a loop that wants to know; it is told on its own thread. */
    void learner(LoopMailbox mailbox, Consumer<List<InetSocketAddress>> learner) {
        learners.add(found -> mailbox.post(now -> learner.accept(found)));
    }

    void tell(List<InetSocketAddress> found) {
        learners.forEach(learner -> learner.accept(found));
    }

    /** Passes what looks like an answer on to the loop that asked. */
    boolean pass(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        Asker to = asker;
        if (to == null || length > LONGEST || !Arrays.equals(buffer, offset, offset + 2, BINDING_SUCCESS, 0, 2)) {
            return false;
        }
        if (pending.incrementAndGet() > MAX_PENDING) {
            pending.decrementAndGet();
            return false;
        }
        byte[] copy = Arrays.copyOfRange(buffer, offset, offset + length);
        to.mailbox().post(now -> {
            pending.decrementAndGet();
            boolean ignored = to.answers().take(copy, 0, copy.length, from, now);
        });
        return true;
    }
}
