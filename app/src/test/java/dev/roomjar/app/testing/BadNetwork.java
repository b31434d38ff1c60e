package dev.roomjar.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between browsers and the media port: a UDP relay on the loopback interface that loses, delays and squeezes
 * datagrams. Each sender gets a socket of its own towards the server, as behind a NAT, and a line of its own back from it.
 */
public final class BadNetwork implements AutoCloseable {
    private static final long MS = 1_000_000;

    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, Line> lines = new HashMap<>();
    private final PriorityQueue<UnderWay> underWay = new PriorityQueue<>(Comparator.comparingLong(UnderWay::arrival));
    private final InetSocketAddress server;
    private final Random random;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile double loss;
    private volatile Downlink downlink = new Downlink(Long.MAX_VALUE, 0);

    /** What the way from the server to one client carries. */
    private record Downlink(long bitsPerSecond, long queueNanos) {
        boolean isLimited() {
            return bitsPerSecond != Long.MAX_VALUE;
        }
    }

    /** One client's way. */
    private static final class Line {
        final DatagramChannel back;
        final SocketAddress client;
        long freeAt;

        Line(DatagramChannel back, SocketAddress client) {
            this.back = back;
            this.client = client;
        }
    }

    private record UnderWay(long arrival, ByteBuffer datagram, SocketAddress client) {}

    private BadNetwork(InetSocketAddress server, InetSocketAddress at, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        this.selector = Selector.open();
        this.front = DatagramChannel.open().bind(at);
        front.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    }

    /**
     * Starts a network with which nothing is wrong yet.
     *
     * @param at where clients send to; port 0 for a free one
     */
    public static BadNetwork to(InetSocketAddress server, InetSocketAddress at, long seed) {
        try {
            BadNetwork network = new BadNetwork(server, at, seed);
            Thread.ofPlatform().name("bad-network").daemon().start(network::run);
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients send to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) front.socket().getLocalSocketAddress();
    }

    /** Loses this share of the datagrams of both directions from now on, 0 to 1; 1 is a cut line. */
    public void lose(double share) {
        loss = share;
    }

    /**
     * From now on no client receives more than this. What comes faster waits in a queue of the client's own, and is lost where
     * it would wait longer than {@code queueMs}.
     */
    public void limit(long bitsPerSecond, long queueMs) {
        downlink = new Downlink(bitsPerSecond, queueMs * MS);
    }

    /** From now on clients receive as fast as it comes. */
    public void unlimit() {
        downlink = new Downlink(Long.MAX_VALUE, 0);
    }

    public long passed() {
        return passed.get();
    }

    public long lost() {
        return lost.get();
    }

    @Override
    public void close() {
        try {
            selector.close();
            front.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        ByteBuffer datagram = ByteBuffer.allocateDirect(65_536);
        try {
            while (selector.isOpen()) {
                deliver();
                UnderWay next = underWay.peek();
                long wait = next == null ? 0 : Math.max(1, (next.arrival() - System.nanoTime()) / MS);
                selector.select(key -> relay(key, datagram), wait);
            }
        } catch (ClosedSelectorException closed) {
            // close() was called
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.values().forEach(line -> closeQuietly(line.back));
        }
    }

    private void deliver() {
        long now = System.nanoTime();
        for (UnderWay next = underWay.peek(); next != null && next.arrival() <= now; next = underWay.peek()) {
            underWay.remove();
            send(front, next.datagram(), next.client());
        }
    }

    private void relay(SelectionKey key, ByteBuffer datagram) {
        DatagramChannel from = (DatagramChannel) key.channel();
        datagram.clear();
        SocketAddress sender = receive(from, datagram);
        if (sender == null) {
            return;
        }
        datagram.flip();
        if (random.nextDouble() < loss) {
            lost.incrementAndGet();
        } else if (from == front) {
            send(lines.computeIfAbsent(sender, this::open).back, datagram, server);
        } else {
            sendDown((Line) key.attachment(), datagram);
        }
    }

    private void sendDown(Line line, ByteBuffer datagram) {
        Downlink limits = downlink;
        if (!limits.isLimited()) {
            send(front, datagram, line.client);
            return;
        }
        long now = System.nanoTime();
        long start = Math.max(now, line.freeAt);
        if (start - now > limits.queueNanos()) {
            lost.incrementAndGet();
            return;
        }
        line.freeAt = start + datagram.remaining() * 8L * 1_000_000_000L / limits.bitsPerSecond();
        ByteBuffer copy =
                ByteBuffer.allocate(datagram.remaining()).put(datagram).flip();
        underWay.add(new UnderWay(line.freeAt, copy, line.client));
    }

    private @Nullable SocketAddress receive(DatagramChannel from, ByteBuffer datagram) {
        try {
            return from.receive(datagram);
        } catch (IOException refused) {
            lost.incrementAndGet(); // the other side is gone: a network does not care
            return null;
        }
    }

    private void send(DatagramChannel from, ByteBuffer datagram, SocketAddress to) {
        try {
            from.send(datagram, to);
            passed.incrementAndGet();
        } catch (IOException refused) {
            lost.incrementAndGet();
        }
    }

    private Line open(SocketAddress client) {
        try {
            DatagramChannel back =
                    DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Line line = new Line(back, client);
            back.configureBlocking(false).register(selector, SelectionKey.OP_READ, line);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
