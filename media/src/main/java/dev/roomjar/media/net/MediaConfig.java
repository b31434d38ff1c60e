package dev.roomjar.media.net;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.congestion.BandwidthLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a media server is set up.
 *
 * @param bindAddress the local address to receive on; the wildcard address for all, IPv4 and IPv6 where the machine has both
 * @param port the UDP and TCP port of the first loop, 0 for a free one; loop i takes {@code port + i}
 * @param loops event loops, each a thread with a port of its own; 1 to 64
 * @param singlePort whether all loops share the first one's UDP port, for hosts where only one is open; datagrams then often
 *     cross from loop to loop
 * @param reach where and over what peers are told that they can send
 * @param engine how datagrams are moved
 * @param maximumPeers peer connections open at once, beyond which new ones are refused; at least 1
 * @param connectTimeout how long a peer may take from its description to its keys before it fails
 * @param bandwidth between what the bandwidth towards each receiver is estimated
 * @param audibleAtOnce of how many publications of a session audio is forwarded where nothing else is said for it; at least 1
 */
public record MediaConfig(
        InetAddress bindAddress,
        int port,
        int loops,
        boolean singlePort,
        Reach reach,
        Engine engine,
        int maximumPeers,
        Duration connectTimeout,
        BandwidthLimits bandwidth,
        int audibleAtOnce) {

    /** How datagrams are moved between the kernel and this process. */
    public enum Engine {
        /** {@link #LINUX} where it passes its self-test, else {@link #NIO}. */
        AUTO,
        /** Batches of datagrams per system call, with segmentation offload ({@code recvmmsg}, {@code sendmmsg}, {@code UDP_SEGMENT}). */
        LINUX,
        /** {@code java.nio} channels: anywhere. */
        NIO
    }

    public MediaConfig {
        require(loops >= 1 && loops <= 64, "loops is " + loops + "; write 1 to 64");
        require(
                port >= 0 && port + loops - 1 <= 65_535,
                "port is " + port + "; write 0 or a port up to " + (65_536 - loops));
        require(maximumPeers >= 1, "maximumPeers is " + maximumPeers + "; write at least 1");
        require(connectTimeout.isPositive(), "connectTimeout is " + connectTimeout + "; write a positive duration");
        require(audibleAtOnce >= 1, "audibleAtOnce is " + audibleAtOnce + "; write at least 1");
    }

    /** All local addresses, UDP and TCP port 4002, one loop, the best engine. */
    public static MediaConfig defaults() {
        return new MediaConfig(
                new InetSocketAddress(0).getAddress(),
                4002,
                1,
                false,
                Reach.DEFAULT,
                Engine.AUTO,
                20_000,
                Duration.ofSeconds(30),
                BandwidthLimits.DEFAULT,
                MediaSession.AUDIBLE_AT_ONCE);
    }

    public MediaConfig bindAddress(InetAddress bindAddress) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig port(int port) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig loops(int loops) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig singlePort(boolean singlePort) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig reach(Reach reach) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    /** Has peers told to send to these addresses, to the port in use. */
    public MediaConfig advertisedAddresses(List<InetAddress> addresses) {
        return reach(
                reach.advertised(Reach.at(addresses.toArray(InetAddress[]::new)).advertised()));
    }

    public MediaConfig engine(Engine engine) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig maximumPeers(int maximumPeers) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig connectTimeout(Duration connectTimeout) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig bandwidth(BandwidthLimits bandwidth) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    public MediaConfig audibleAtOnce(int audibleAtOnce) {
        return new MediaConfig(
                bindAddress,
                port,
                loops,
                singlePort,
                reach,
                engine,
                maximumPeers,
                connectTimeout,
                bandwidth,
                audibleAtOnce);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException("media configuration: " + message);
        }
    }
}
