package dev.roomjar.media.net;

import dev.roomjar.media.MediaServer;
import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.dtls.DtlsServer;
import dev.roomjar.media.sfu.Placement;
import dev.roomjar.media.sfu.Sfu;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Opens media servers. */
public final class MediaServers {
    private MediaServers() {}

    /**
     * Binds the sockets and starts the loops.
     *
     * @throws dev.roomjar.media.MediaException where a port is taken or the engine asked for does not work here; the message
     *     says which and why
     */
    public static MediaServer start(MediaConfig config) {
        return start(config, Placement.DEFAULT);
    }

    /** @param placement when sessions spread over several loops */
    static MediaServer start(MediaConfig config, Placement placement) {
        SecureRandom random = new SecureRandom();
        DtlsCertificate certificate = DtlsCertificate.generate(random, Instant.now());
        DtlsLimits limits =
                DtlsLimits.ofConcurrentHandshakes(4 * Runtime.getRuntime().availableProcessors());
        PortDirectory directory = new PortDirectory();
        List<MediaLoop> loops = new ArrayList<>();
        try {
            for (int i = 0; i < config.loops(); i++) {
                loops.add(new MediaLoop(config, i, port(config, loops), directory, certificate, limits, random));
            }
        } catch (RuntimeException e) {
            loops.forEach(MediaLoop::close);
            throw e;
        }
        List<Sfu> all = loops.stream().map(MediaLoop::sfu).toList();
        all.forEach(sfu -> sfu.join(all, placement));
        Thread.ofVirtual().name("dtls-warm-up").start(() -> DtlsServer.warmUp(certificate, random));
        loops.forEach(MediaLoop::start);
        return new LoopServer(loops, config.audibleAtOnce());
    }

    /** The port for the loop after those given, 0 for a free one. */
    private static int port(MediaConfig config, List<MediaLoop> before) {
        if (config.singlePort() && !before.isEmpty()) {
            return before.getFirst().port();
        }
        return config.port() == 0 ? 0 : config.port() + before.size();
    }
}
