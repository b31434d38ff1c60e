package dev.roomjar.app.server;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.media.congestion.BandwidthLimits;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is set up; {@link Options} reads it from flags, environment and file.
 *
 * @param host the address to listen on with HTTP, HTTPS and media; {@code 0.0.0.0} for all
 * @param port for HTTP, 0 for a free one
 * @param httpsPort for HTTPS, 0 for a free one
 * @param mediaPort for media over UDP and TCP, 0 for a free one
 * @param mediaLoops threads that move media, 1 to 64; all share the media port
 * @param reach what browsers are told to send media to, and over what
 * @param bandwidth between what the bandwidth towards each browser is estimated
 * @param voices of how many people in a room the sound is passed on at once, at least 1
 * @param turn which TURN server browsers are told to use
 * @param data the folder of everything that outlives a restart
 * @param rooms those that are there for good, and how they open
 * @param embedding whose pages may show rooms in frames
 * @param signOn how tokens of the operator's own system are checked
 * @param drain how long a server that is told to stop waits for its calls to end, zero for not at all
 * @param templates where templates are read again when they change, as in {@code src/main/java}; null: nowhere. Needs a JVM
 *     started for it, see {@link dev.roomjar.liveview.render.DevTemplates}
 */
public record Settings(
        InetAddress host,
        int port,
        int httpsPort,
        int mediaPort,
        int mediaLoops,
        Reach reach,
        BandwidthLimits bandwidth,
        int voices,
        Turn turn,
        Path data,
        Limits limits,
        Map<Name, Opening> rooms,
        Embedding embedding,
        SignOn.Settings signOn,
        Duration drain,
        @Nullable Path templates) {}
