package dev.roomjar.media.net;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Outbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses and opens engines. */
final class Engines {
    private static final Logger LOG = LoggerFactory.getLogger(Engines.class);
    private static final long SELF_TEST_WAIT = 1_000_000_000L;

    /** Two equal packets and a shorter one: what segmentation takes together. */
    private static final byte[][] SAMPLES = {
        "first of two".getBytes(StandardCharsets.US_ASCII),
        "other of two".getBytes(StandardCharsets.US_ASCII),
        "short".getBytes(StandardCharsets.US_ASCII)
    };

    private Engines() {}

    static DatagramEngine open(MediaConfig.Engine wanted, InetSocketAddress bind, Counters counters) {
        return open(wanted, bind, false, counters);
    }

    /** @param shared whether the sockets of several loops are bound to the same port */
    static DatagramEngine open(MediaConfig.Engine wanted, InetSocketAddress bind, boolean shared, Counters counters) {
        return switch (wanted) {
            case NIO -> new NioEngine(bind, shared, counters);
            case LINUX -> openLinux(bind, shared, counters);
            case AUTO -> {
                String reason = linuxUnusable();
                if (!reason.isEmpty()) {
                    LOG.info("media: the Linux engine is not used because {}; NIO is", reason);
                    yield new NioEngine(bind, shared, counters);
                }
                yield openLinux(bind, shared, counters);
            }
        };
    }

    private static DatagramEngine openLinux(InetSocketAddress bind, boolean shared, Counters counters) {
        String reason = linuxUnusable();
        if (!reason.isEmpty()) {
            throw new MediaException("the Linux engine cannot be used because " + reason + "; choose AUTO or NIO");
        }
        return new LinuxEngine(bind, shared, counters, segmentationWorks());
    }

    /** Why the Linux engine is of no use here; empty if it is. */
    private static String linuxUnusable() {
        String system = System.getProperty("os.name", "");
        if (!system.equals("Linux")) {
            return "this system is " + system;
        }
        if (System.getProperty("sun.arch.data.model", "64").equals("32")) {
            return "this is a 32-bit JVM";
        }
        try {
            selfTest(false);
            return "";
        } catch (RuntimeException | LinkageError e) {
            return "its self-test failed: " + e.getMessage();
        }
    }

    private static boolean segmentationWorks() {
        try {
            return selfTest(true);
        } catch (RuntimeException e) {
            LOG.info("media: no UDP segmentation offload: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Sends datagrams to itself and compares what arrives, byte by byte: wrong structure layouts would show here, before any
     * peer depends on them.
     *
     * @return whether segmentation, if asked for, was still in use afterwards
     */
    private static boolean selfTest(boolean segmentation) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (LinuxEngine engine = new LinuxEngine(any, new Counters(), segmentation)) {
            TransportAddress self = TransportAddress.of(engine.localAddress());
            Outbox outbox = new Outbox(SAMPLES.length, engine);
            Destination destination = new Destination(self);
            for (byte[] sample : SAMPLES) {
                outbox.add(sample, 0, sample.length, destination);
            }
            outbox.flush();
            Inbox inbox = new Inbox();
            for (int received = 0; received < SAMPLES.length; ) {
                int count = engine.receive(inbox, SELF_TEST_WAIT);
                if (count == 0) {
                    throw new MediaException("datagram " + received + " did not come back");
                }
                for (int i = 0; i < count; i++) {
                    compare(inbox, i, SAMPLES[received++], self);
                }
            }
            return engine.segmentation();
        }
    }

    private static void compare(Inbox inbox, int slot, byte[] expected, TransportAddress source) {
        byte[] bytes = Arrays.copyOfRange(inbox.bytes, inbox.offset(slot), inbox.offset(slot) + inbox.length[slot]);
        TransportAddress from =
                new TransportAddress(inbox.sourceHigh[slot], inbox.sourceLow[slot], inbox.sourcePort[slot]);
        if (!Arrays.equals(bytes, expected) || !from.equals(source)) {
            throw new MediaException("it received " + bytes.length + " bytes from " + from + " where it sent "
                    + expected.length + " from " + source);
        }
    }
}
