package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.turn.FiveTuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that reads all UDP sockets of a TURN server: the one for clients and those of the relays. */
final class TurnLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TurnLoop.class);
    private static final int DATAGRAM = 65_536;
    private static final int DATAGRAMS_A_TURN = 64;
    private static final long TICK_MILLIS = 1_000;

    /** What the loop reads goes there, on the loop's thread. */
    interface Handler {
        void fromClient(FiveTuple client, byte[] buffer, int length, long nowNanos);

        void fromPeer(MediaRelay relay, TransportAddress peer, byte[] buffer, int length, long nowNanos);

        /** At least once a second. */
        void tick(long nowNanos);

        /** A datagram that could not be sent. */
        void lost();
    }

    private final DatagramChannel clients;
    private final Selector selector;
    private final Handler handler;
    private final byte[] datagram = new byte[DATAGRAM];
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(DATAGRAM);
    private final Thread thread;
    private volatile boolean closing;

    /** Owns the channel from here on. */
    TurnLoop(DatagramChannel clients, Handler handler) throws IOException {
        this.clients = clients;
        this.handler = handler;
        selector = Selector.open();
        clients.configureBlocking(false);
        clients.register(selector, SelectionKey.OP_READ);
        thread = Thread.ofPlatform().name("turn").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Reads a relay's socket, too, until it is closed. From any thread. */
    void listen(MediaRelay.Leg leg) throws ClosedChannelException {
        leg.channel().register(selector, SelectionKey.OP_READ, leg);
        selector.wakeup();
    }

    /** Sends to a client, or drops. From any thread. */
    void send(FiveTuple client, byte[] bytes) {
        try {
            if (clients.send(ByteBuffer.wrap(bytes), client.client().toSocketAddress()) == 0) {
                lost();
            }
        } catch (IOException e) {
            lost();
        }
    }

    void lost() {
        handler.lost();
    }

    private void run() {
        long ticked = System.nanoTime();
        while (!closing) {
            try {
                selector.select(TICK_MILLIS);
                long now = System.nanoTime();
                for (SelectionKey key : selector.selectedKeys()) {
                    read(key, now);
                }
                selector.selectedKeys().clear();
                if (now - ticked >= TICK_MILLIS * 1_000_000) {
                    ticked = now;
                    handler.tick(now);
                }
            } catch (IOException | RuntimeException e) {
                // Faults of one client are caught where they are; what comes here must not end the calls of all others.
                LOG.error("a turn of the TURN loop failed", e);
            }
        }
    }

    private void read(SelectionKey key, long now) {
        try {
            for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
                boolean some = key.attachment() instanceof MediaRelay.Leg leg ? readPeer(leg, now) : readClient(now);
                if (!some) {
                    return;
                }
            }
        } catch (ClosedChannelException ended) {
            key.cancel();
        } catch (IOException e) {
            // Such as "port unreachable" of something sent before: the socket goes on.
            LOG.debug("reading a TURN socket failed", e);
        }
    }

    private boolean readClient(long now) throws IOException {
        incoming.clear();
        if (!(clients.receive(incoming) instanceof InetSocketAddress from)) {
            return false;
        }
        int length = received();
        handler.fromClient(new FiveTuple(TransportAddress.of(from), false), datagram, length, now);
        return true;
    }

    private boolean readPeer(MediaRelay.Leg leg, long now) throws IOException {
        incoming.clear();
        if (leg.channel().read(incoming) < 0 || incoming.position() == 0) {
            return false;
        }
        handler.fromPeer(leg.relay(), leg.peer(), datagram, received(), now);
        return true;
    }

    private int received() {
        incoming.flip();
        int length = incoming.remaining();
        incoming.get(datagram, 0, length);
        return length;
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
            clients.close();
            selector.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
