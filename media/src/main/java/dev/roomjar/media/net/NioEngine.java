package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** {@code java.nio}: one datagram per call, on every platform. The reference that the Linux engine is compared with. */
final class NioEngine implements DatagramEngine {
    static final int SOCKET_BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final Selector selector;
    private final Counters counters;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(Inbox.SLOT);

    NioEngine(InetSocketAddress bind, boolean shared, Counters counters) {
        this.counters = counters;
        try {
            selector = Selector.open();
            channel = DatagramChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            if (shared) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (UnsupportedOperationException e) {
            throw new MediaException("this system lets no two sockets share a port; give each media loop its own", e);
        } catch (IOException e) {
            throw new MediaException("cannot open a UDP socket: " + e.getMessage(), e);
        }
        try {
            channel.bind(bind);
        } catch (IOException e) {
            close();
            throw new MediaException("cannot bind UDP " + bind + ": " + e.getMessage() + "; choose another port", e);
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String description() {
        return "NIO";
    }

    @Override
    public int receive(Inbox inbox, long timeoutNanos) {
        try {
            await(timeoutNanos);
            int count = 0;
            while (count < Inbox.CAPACITY && read(inbox, count)) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(long timeoutNanos) throws IOException {
        if (timeoutNanos <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.max(1, timeoutNanos / 1_000_000));
        }
        selector.selectedKeys().clear();
    }

    private boolean read(Inbox inbox, int slot) throws IOException {
        incoming.clear();
        InetSocketAddress source = (InetSocketAddress) channel.receive(incoming);
        if (source == null) {
            return false;
        }
        incoming.flip();
        inbox.length[slot] = incoming.limit();
        incoming.get(inbox.bytes, inbox.offset(slot), incoming.limit());
        TransportAddress address = TransportAddress.of(source);
        inbox.sourceHigh[slot] = address.high();
        inbox.sourceLow[slot] = address.low();
        inbox.sourcePort[slot] = address.port();
        return true;
    }

    @Override
    public void drain(Outbox outbox) {
        for (int i = 0; i < outbox.destinationCount(); i++) {
            Destination destination = outbox.destination(i);
            for (int packet = outbox.first(destination); packet >= 0; packet = outbox.next(packet)) {
                send(outbox, packet, socketAddress(destination));
            }
        }
    }

    private void send(Outbox outbox, int packet, InetSocketAddress to) {
        int offset = outbox.offset(packet);
        ByteBuffer outgoing =
                outbox.buffer().limit(offset + outbox.length(packet)).position(offset);
        try {
            counters.increment(MediaCounter.SEND_CALLS);
            if (channel.send(outgoing, to) > 0) {
                counters.increment(MediaCounter.SENT_PACKETS);
                counters.add(MediaCounter.SENT_BYTES, outbox.length(packet));
            } else {
                counters.increment(MediaCounter.SEND_OVERFLOWED);
            }
        } catch (IOException e) {
            // A destination that cannot be reached costs its own packets only.
            counters.increment(MediaCounter.SEND_FAILED);
        }
    }

    private static InetSocketAddress socketAddress(Destination destination) {
        if (destination.engineAddress() instanceof InetSocketAddress known) {
            return known;
        }
        InetSocketAddress made = destination.address().toSocketAddress();
        destination.engineAddress(made);
        return made;
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
