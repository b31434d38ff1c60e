package dev.roomjar.media.congestion;

import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.testing.LinkConditions;
import dev.roomjar.media.testing.SimulatedNetwork;
import dev.roomjar.media.testing.SimulatedNetwork.Delivery;
import java.util.List;
import java.util.function.Consumer;

/** A bottleneck that some flows share, in simulated time. */
final class Path {
    private static final TransportAddress SERVER = TransportAddress.ofIpv4(1, 1);
    private static final TransportAddress CLIENT = TransportAddress.ofIpv4(2, 2);
    private static final long STEP = 1_000_000;

    private final SimulatedNetwork network;
    private final List<Flow> flows;

    /** A clock as System.nanoTime may be: far below zero. */
    long now = -7_000_000_000_123L;

    Path(long seed, LinkConditions conditions, Flow... flows) {
        System.out.println("seed " + seed);
        network = new SimulatedNetwork(seed);
        this.flows = List.of(flows);
        conditions(conditions);
    }

    void conditions(LinkConditions down) {
        network.conditions(CLIENT, LinkConditions.GOOD.delay(down.delay(), java.time.Duration.ZERO), down, now);
    }

    void run(double seconds) {
        run(seconds, any -> {});
    }

    /** @param each is told of each millisecond */
    void run(double seconds, Consumer<Long> each) {
        long end = now + (long) (seconds * 1e9);
        while (now < end) {
            for (int i = 0; i < flows.size(); i++) {
                flows.get(i).send(link(i), now);
                flows.get(i).report(link(i), now);
            }
            for (Delivery next = network.poll(now); next != null; next = network.poll(now)) {
                deliver(next);
            }
            each.accept(now);
            now += STEP;
        }
    }

    private void deliver(Delivery delivery) {
        byte[] bytes = delivery.bytes();
        byte[] inner = java.util.Arrays.copyOf(bytes, bytes.length - 1);
        Flow flow = flows.get(bytes[bytes.length - 1]);
        if (delivery.to().equals(CLIENT)) {
            flow.arrived(inner, delivery.atNanos());
        } else {
            flow.feedback(inner, now);
        }
    }

    private Flow.Link link(int flow) {
        return new Flow.Link() {
            @Override
            public void down(byte[] datagram) {
                byte[] marked = marked(datagram);
                network.sendDown(SERVER, CLIENT, marked, 0, marked.length, now);
            }

            @Override
            public void up(byte[] datagram) {
                byte[] marked = marked(datagram);
                network.sendUp(CLIENT, SERVER, marked, 0, marked.length, now);
            }

            private byte[] marked(byte[] datagram) {
                byte[] marked = java.util.Arrays.copyOf(datagram, datagram.length + 1);
                marked[datagram.length] = (byte) flow;
                return marked;
            }
        };
    }
}
