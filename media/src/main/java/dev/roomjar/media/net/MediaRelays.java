package dev.roomjar.media.net;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.turn.RelaySocket;
import dev.roomjar.media.turn.RelaySockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens relay sockets towards the media server. */
record MediaRelays(MediaRoutes routes, TurnLoop loop) implements RelaySockets {
    private static final Logger LOG = LoggerFactory.getLogger(MediaRelays.class);

    @Override
    public boolean reaches(TransportAddress peer) {
        return routes.target(peer) != null;
    }

    @Override
    public boolean reachesHost(TransportAddress peer) {
        return routes.knowsHost(peer);
    }

    @Override
    public boolean reachesFamily(boolean ipv4) {
        return routes.first(ipv4) != null;
    }

    @Override
    public @Nullable RelaySocket open(boolean ipv4) {
        TransportAddress advertised = routes.first(ipv4);
        InetSocketAddress target = advertised == null ? null : routes.target(advertised);
        if (advertised == null || target == null) {
            return null;
        }
        try {
            return new MediaRelay(routes, loop, advertised, target);
        } catch (IOException e) {
            LOG.warn("no relay socket for a TURN client: {}", e.getMessage());
            return null;
        }
    }
}
