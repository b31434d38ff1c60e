package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.sfu.Sfu;
import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.tcp.TcpLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What comes over the connections of one TCP port: to the SFU of the loop, or, with the connection, to the port of the loop that
 * it is for. Thread rule: one loop.
 */
final class TcpReceiver {
    private static final int READ = 64 << 10;

    private final TcpConnections connections;
    private final TcpLimits limits;
    private final byte[] bytes = new byte[READ];
    private final ByteBuffer incoming = ByteBuffer.wrap(bytes);
    private TcpPort.Owners others = ufrag -> null;
    private @Nullable Sfu sfu;

    TcpReceiver(TcpConnections connections, TcpLimits limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /** Sets who knows which other port a connection belongs to. */
    void others(TcpPort.Owners known) {
        others = known;
    }

    /** Sets who is given what comes. */
    void start(Sfu receiver) {
        sfu = receiver;
    }

    /** Reads what has come over a connection. */
    void read(TcpConnection connection, long nowNanos) throws IOException {
        int count = connection.channel.read(incoming.clear());
        if (count < 0) {
            connections.end(connection);
        } else if (!connection.reader.read(
                bytes, 0, count, (buffer, offset, length) -> handOn(connection, buffer, offset, length, nowNanos))) {
            connections.refuse(connection);
        }
        if (connection.owner != null) {
            move(connection, connection.owner);
        }
    }

    /** Gives a connection with what came over it so far to the loop that it is for. */
    private void move(TcpConnection connection, TcpPort owner) {
        if (!connections.release(connection)) {
            return;
        }
        SelectionKey key = connection.key;
        if (key != null) {
            key.cancel();
        }
        owner.take(connection);
    }

    /** Takes what had come over a connection at the port that it was at before. */
    void takeUnread(TcpConnection connection, TcpConnection before, long nowNanos) {
        for (byte[] packet : before.unread) {
            if (!handOn(connection, packet, 0, packet.length, nowNanos)) {
                connections.refuse(connection);
                return;
            }
        }
    }

    /** Gives a packet to its peer; false where the connection must go. */
    private boolean handOn(TcpConnection connection, byte[] buffer, int offset, int length, long nowNanos) {
        Sfu receiver = sfu;
        if (receiver == null || !(connection.proven || mayPass(connection, buffer, offset, length))) {
            return false;
        }
        if (!connection.proven && belongsElsewhere(connection, buffer, offset, length)) {
            connection.unread.add(Arrays.copyOfRange(buffer, offset, offset + length));
            return true;
        }
        connection.heardNanos = nowNanos;
        TransportAddress from = connection.address;
        receiver.receive(buffer, offset, length, from.high(), from.low(), from.port(), from.base(), nowNanos);
        if (!connection.proven && receiver.knows(from)) {
            connections.proven(connection);
        }
        return connection.channel.isOpen();
    }

    private boolean belongsElsewhere(TcpConnection stranger, byte[] buffer, int offset, int length) {
        String username = stranger.owner != null ? null : StunMessage.username(buffer, offset, length);
        if (username != null) {
            int colon = username.indexOf(':');
            stranger.owner = others.of(colon < 0 ? username : username.substring(0, colon));
        }
        return stranger.owner != null;
    }

    /**
     * Whether a stranger's packet is one that a peer might send: a few checks; or DTLS and media, discarded further on, since a peer
     * whose connection broke may go on sending over the next before it checks that.
     */
    private boolean mayPass(TcpConnection stranger, byte[] buffer, int offset, int length) {
        int first = buffer[offset] & 0xff;
        boolean dtls = first >= 20 && first <= 63;
        boolean media = first >= 128 && first <= 191;
        return dtls
                || media
                || (++stranger.checks <= limits.strangerChecks() && StunMessage.isStun(buffer, offset, length));
    }
}
