package dev.roomjar.media.net;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.tcp.TcpLimits;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a loop listens on, UDP and TCP at one port number, and its mailbox, which wakes it from waiting there.
 *
 * @param tcp null where the server does without
 */
record LoopSockets(
        DatagramEngine engine,
        LoopMailbox mailbox,
        @Nullable TcpPort tcp) {
    private static final int ATTEMPTS = 20;

    /** @param port 0 for any that is free for both protocols */
    static LoopSockets open(MediaConfig config, int index, int port, Counters counters) {
        for (int attempt = 1; ; attempt++) {
            try {
                return openBoth(config, index, port, counters);
            } catch (MediaException e) {
                // The number that is free for UDP may be taken for TCP.
                if (port != 0 || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static LoopSockets openBoth(MediaConfig config, int index, int port, Counters counters) {
        if (config.singlePort() && index == 0) {
            // Sockets that share a port would share it with another server as well, and its datagrams.
            Engines.open(config.engine(), new InetSocketAddress(config.bindAddress(), port), counters)
                    .close();
        }
        DatagramEngine engine = Engines.open(
                config.engine(), new InetSocketAddress(config.bindAddress(), port), config.singlePort(), counters);
        LoopMailbox mailbox = new LoopMailbox(engine::wakeUp);
        if (!config.reach().protocols().tcp()) {
            return new LoopSockets(engine, mailbox, null);
        }
        try {
            // Loops with one port have one listener.
            InetSocketAddress bind = config.singlePort() && index > 0
                    ? null
                    : new InetSocketAddress(
                            config.bindAddress(), engine.localAddress().getPort());
            return new LoopSockets(engine, mailbox, new TcpPort(bind, TcpLimits.DEFAULT, counters, mailbox));
        } catch (MediaException e) {
            engine.close();
            throw e;
        }
    }
}
