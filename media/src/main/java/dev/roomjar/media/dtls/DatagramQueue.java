package dev.roomjar.media.dtls;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/** What Bouncy Castle takes for a datagram socket: a bounded queue inwards, the listener outwards. */
final class DatagramQueue implements DatagramTransport {
    /** More than any path carries in one piece; what is longer is cut off and then fails to parse. */
    private static final int RECEIVE_LIMIT = 2048;

    private static final byte[] WAKE_UP = new byte[0];

    private final LinkedBlockingQueue<byte[]> queue;
    private final DtlsBacklog backlog;
    private final DtlsListener listener;
    private final int sendLimit;

    private byte @Nullable [] first;

    /** Whether something is in the backlog that the association's thread deals with now; at first that is its own beginning. */
    private boolean inHand = true;

    private volatile boolean closed;
    private boolean ended;

    DatagramQueue(DtlsLimits limits, int sendLimit, DtlsListener listener) {
        this.queue = new LinkedBlockingQueue<>(limits.queuedDatagrams());
        this.backlog = limits.backlog();
        this.sendLimit = sendLimit;
        this.listener = listener;
        backlog.add();
    }

    /** Any thread; drops the datagram where the queue is full. */
    synchronized void put(byte[] buffer, int offset, int length) {
        if (length > 0 && !closed) {
            offer(Arrays.copyOfRange(buffer, offset, offset + length));
        }
    }

    private void offer(byte[] datagram) {
        backlog.add();
        if (!queue.offer(datagram)) {
            backlog.remove(1);
        }
    }

    /** Waits for the first datagram and leaves it for {@link #receive}. */
    void awaitFirst() throws InterruptedIOException {
        first = take(0);
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws InterruptedIOException {
        byte[] datagram = first != null ? first : take(waitMillis);
        first = null;
        if (datagram == null) {
            return -1;
        }
        int copied = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, copied);
        return copied;
    }

    /** Null where nothing came in time; zero waits without limit, as Bouncy Castle means it. */
    private byte @Nullable [] take(int waitMillis) throws InterruptedIOException {
        dealtWith();
        try {
            byte[] datagram = null;
            if (!closed) {
                datagram = waitMillis == 0 ? queue.take() : queue.poll(waitMillis, TimeUnit.MILLISECONDS);
                inHand = datagram != null;
            }
            if (closed) {
                // the one exception that Bouncy Castle passes through without sending an alert
                throw new InterruptedIOException("closed");
            }
            return datagram;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        listener.send(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return sendLimit;
    }

    boolean isClosed() {
        return closed;
    }

    /** Any thread: whoever waits in {@link #receive} stops waiting. Bouncy Castle calls it when the peer says close_notify. */
    @Override
    public synchronized void close() {
        closed = true;
        backlog.remove(queue.drainTo(new ArrayList<>()));
        if (!ended) {
            offer(WAKE_UP);
        }
    }

    /** The association's thread: it has done what there was to do about the datagram that it took last. */
    private void dealtWith() {
        backlog.remove(inHand ? 1 : 0);
        inHand = false;
    }

    /** The association's thread, at its end: nothing comes any more. */
    synchronized void end() {
        closed = true;
        ended = true;
        dealtWith();
        backlog.remove(queue.drainTo(new ArrayList<>()));
    }
}
