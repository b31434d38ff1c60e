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
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad network between browsers and the media port: a UDP relay on the loopback interface that loses a share of the
 * datagrams in both directions. Each sender gets a socket of its own towards the server, as behind a NAT.
 */
public final class LossyRelay implements AutoCloseable {
    private final Selector selector;
    private final DatagramChannel front;
    private final Map<SocketAddress, DatagramChannel> backs = new HashMap<>();
    private final InetSocketAddress server;
    private final Random random;
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile double loss;

    private LossyRelay(InetSocketAddress server, InetSocketAddress at, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        this.selector = Selector.open();
        this.front = DatagramChannel.open().bind(at);
        front.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    }

    /**
     * Starts a relay that loses nothing yet.
     *
     * @param at where clients send to; port 0 for a free one
     */
    public static LossyRelay to(InetSocketAddress server, InetSocketAddress at, long seed) {
        try {
            LossyRelay relay = new LossyRelay(server, at, seed);
            Thread.ofPlatform().name("lossy-relay").daemon().start(relay::run);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients send to. */
    public InetSocketAddress address() {
        return (InetSocketAddress) front.socket().getLocalSocketAddress();
    }

    /** Loses this share of the datagrams from now on, 0 to 1; 1 is a cut line. */
    public void lose(double share) {
        loss = share;
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
                selector.select(key -> relay(key, datagram));
            }
        } catch (ClosedSelectorException closed) {
            // close() was called
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            backs.values().forEach(LossyRelay::closeQuietly);
        }
    }

    private void relay(SelectionKey key, ByteBuffer datagram) {
        DatagramChannel from = (DatagramChannel) key.channel();
        datagram.clear();
        try {
            SocketAddress sender = from.receive(datagram);
            if (sender == null) {
                return;
            }
            datagram.flip();
            if (random.nextDouble() < loss) {
                lost.incrementAndGet();
                return;
            }
            passed.incrementAndGet();
            if (from == front) {
                backs.computeIfAbsent(sender, this::openBack).send(datagram, server);
            } else {
                front.send(datagram, (SocketAddress) key.attachment());
            }
        } catch (IOException refused) {
            lost.incrementAndGet(); // the other side is gone: a network does not care
        }
    }

    private DatagramChannel openBack(SocketAddress client) {
        try {
            DatagramChannel back =
                    DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            back.configureBlocking(false).register(selector, SelectionKey.OP_READ, client);
            return back;
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
