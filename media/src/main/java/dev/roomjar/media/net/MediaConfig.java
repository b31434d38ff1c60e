package dev.roomjar.media.net;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.congestion.BandwidthLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a media server is set up: begin with {@link #defaults}; each setting has a method that gives a configuration which differs in
 * it, and one that reads it. Immutable.
 */
public final class MediaConfig {
    // Only ever changed in a copy that nobody has yet.
    private InetAddress bindAddress = new InetSocketAddress(0).getAddress();
    private int port = 4002;
    private int loops = 1;
    private boolean singlePort;
    private Reach reach = Reach.DEFAULT;
    private Engine engine = Engine.AUTO;
    private int maximumPeers = 20_000;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private BandwidthLimits bandwidth = BandwidthLimits.DEFAULT;
    private int audibleAtOnce = MediaSession.AUDIBLE_AT_ONCE;

    /** How datagrams are moved between the kernel and this process. */
    public enum Engine {
        /** {@link #LINUX} where it passes its self-test, else {@link #NIO}. */
        AUTO,
        /** Batches of datagrams per system call, with segmentation offload ({@code recvmmsg}, {@code sendmmsg}, {@code UDP_SEGMENT}). */
        LINUX,
        /** {@code java.nio} channels: anywhere. */
        NIO
    }

    private MediaConfig() {}

    /** All local addresses, UDP and TCP port 4002, one loop, the best engine. */
    public static MediaConfig defaults() {
        return new MediaConfig();
    }

    private MediaConfig with(Consumer<MediaConfig> change) {
        MediaConfig changed = new MediaConfig();
        changed.bindAddress = bindAddress;
        changed.port = port;
        changed.loops = loops;
        changed.singlePort = singlePort;
        changed.reach = reach;
        changed.engine = engine;
        changed.maximumPeers = maximumPeers;
        changed.connectTimeout = connectTimeout;
        changed.bandwidth = bandwidth;
        changed.audibleAtOnce = audibleAtOnce;
        change.accept(changed);
        changed.check();
        return changed;
    }

    private void check() {
        require(loops >= 1 && loops <= 64, "loops is " + loops + "; write 1 to 64");
        require(
                port >= 0 && port + loops - 1 <= 65_535,
                "port is " + port + "; write 0 or a port up to " + (65_536 - loops));
        require(maximumPeers >= 1, "maximumPeers is " + maximumPeers + "; write at least 1");
        require(connectTimeout.isPositive(), "connectTimeout is " + connectTimeout + "; write a positive duration");
        require(audibleAtOnce >= 1, "audibleAtOnce is " + audibleAtOnce + "; write at least 1");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("media configuration: " + message);
        }
    }

    /** The local address to receive on; the wildcard address for all, IPv4 and IPv6 where the machine has both. */
    public InetAddress bindAddress() {
        return bindAddress;
    }

    public MediaConfig bindAddress(InetAddress bindAddress) {
        return with(changed -> changed.bindAddress = bindAddress);
    }

    /** The UDP and TCP port of the first loop, 0 for a free one; loop i takes {@code port + i}. */
    public int port() {
        return port;
    }

    public MediaConfig port(int port) {
        return with(changed -> changed.port = port);
    }

    /** Event loops, each a thread with a port of its own; 1 to 64. */
    public int loops() {
        return loops;
    }

    public MediaConfig loops(int loops) {
        return with(changed -> changed.loops = loops);
    }

    /**
     * Whether all loops share the first one's UDP port, for hosts where only one is open; datagrams then often cross from loop to
     * loop.
     */
    public boolean singlePort() {
        return singlePort;
    }

    public MediaConfig singlePort(boolean singlePort) {
        return with(changed -> changed.singlePort = singlePort);
    }

    /** Where and over what peers are told that they can send. */
    public Reach reach() {
        return reach;
    }

    public MediaConfig reach(Reach reach) {
        return with(changed -> changed.reach = reach);
    }

    /** Has peers told to send to these addresses, to the port in use. */
    public MediaConfig advertisedAddresses(List<InetAddress> addresses) {
        return reach(
                reach.advertised(Reach.at(addresses.toArray(InetAddress[]::new)).advertised()));
    }

    /** How datagrams are moved. */
    public Engine engine() {
        return engine;
    }

    public MediaConfig engine(Engine engine) {
        return with(changed -> changed.engine = engine);
    }

    /** Peer connections open at once, beyond which new ones are refused; at least 1. */
    public int maximumPeers() {
        return maximumPeers;
    }

    public MediaConfig maximumPeers(int maximumPeers) {
        return with(changed -> changed.maximumPeers = maximumPeers);
    }

    /** How long a peer may take from its description to its keys before it fails. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    public MediaConfig connectTimeout(Duration connectTimeout) {
        return with(changed -> changed.connectTimeout = connectTimeout);
    }

    /** Between what the bandwidth towards each receiver is estimated. */
    public BandwidthLimits bandwidth() {
        return bandwidth;
    }

    public MediaConfig bandwidth(BandwidthLimits bandwidth) {
        return with(changed -> changed.bandwidth = bandwidth);
    }

    /** Of how many publications of a session audio is forwarded where nothing else is said for it; at least 1. */
    public int audibleAtOnce() {
        return audibleAtOnce;
    }

    public MediaConfig audibleAtOnce(int audibleAtOnce) {
        return with(changed -> changed.audibleAtOnce = audibleAtOnce);
    }
}
