package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.turn.RelaySocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one allocation: one for each address of the media server that the client uses, connected to it, so that the
 * kernel lets through nothing else and the address that an answer comes from is never in doubt. The first is bound when the
 * allocation is made, for its port. Thread rule: one thread at a time.
 */
final class MediaRelay implements RelaySocket {
    private final MediaRoutes routes;
    private final TurnLoop loop;
    private final TransportAddress address;
    private final InetAddress firstHost;
    private final Map<TransportAddress, DatagramChannel> legs = new HashMap<>();
    private @Nullable DatagramChannel unused;

    /** One socket, and whom what it receives is for and from. */
    record Leg(MediaRelay relay, TransportAddress peer, DatagramChannel channel) {}

    /**
     * Binds the first socket.
     *
     * @param advertised an address that the media server is known by
     */
    MediaRelay(MediaRoutes routes, TurnLoop loop, TransportAddress advertised, InetSocketAddress target)
            throws IOException {
        this.routes = routes;
        this.loop = loop;
        firstHost = target.getAddress();
        unused = bound(firstHost);
        int port = ((InetSocketAddress) unused.getLocalAddress()).getPort();
        address = new TransportAddress(advertised.high(), advertised.low(), port);
    }

    private static DatagramChannel bound(InetAddress host) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(host, 0));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public TransportAddress address() {
        return address;
    }

    @Override
    public void send(TransportAddress peer, byte[] buffer, int offset, int length) {
        try {
            DatagramChannel leg = legs.get(peer);
            if (leg == null) {
                leg = open(peer);
            }
            if (leg != null) {
                leg.write(ByteBuffer.wrap(buffer, offset, length));
            }
        } catch (IOException e) {
            // A full buffer or a media server that is just starting: a lost datagram, as on any network.
            loop.lost();
        }
    }

    private @Nullable DatagramChannel open(TransportAddress peer) throws IOException {
        InetSocketAddress target = routes.target(peer);
        if (target == null) {
            return null;
        }
        DatagramChannel channel = unused;
        if (channel != null && firstHost.equals(target.getAddress())) {
            unused = null;
        } else {
            channel = bound(target.getAddress());
        }
        legs.put(peer, channel);
        channel.connect(target);
        loop.listen(new Leg(this, peer, channel));
        return channel;
    }

    @Override
    public void close() {
        try {
            if (unused != null) {
                unused.close();
            }
            for (DatagramChannel leg : legs.values()) {
                leg.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
