package dev.roomjar.media.net;

import dev.roomjar.media.ice.ReflexiveAddress;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Destination;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.peer.Outbox;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns from a STUN server under which addresses the network outside sees a loop's socket, one IPv4 and one IPv6. Asks from that
 * very socket, since a NAT has another answer for each. Thread rule: one loop, but for the look-up of the host name.
 */
final class OutsideAddress {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideAddress.class);
    private static final long LOOK_UP_AGAIN = 60_000_000_000L;

    private final InetSocketAddress server;
    private final Mailbox mailbox;
    private final Outbox outbox;
    private final RandomGenerator random;
    private final Consumer<List<InetSocketAddress>> learnt;
    private final List<ReflexiveAddress> questions = new ArrayList<>();
    private long lookUpAt = Long.MAX_VALUE;

    /** @param learnt told of all that is known, on the loop, whenever it changes */
    OutsideAddress(
            InetSocketAddress server,
            Mailbox mailbox,
            Outbox outbox,
            RandomGenerator random,
            Consumer<List<InetSocketAddress>> learnt) {
        this.server = server;
        this.mailbox = mailbox;
        this.outbox = outbox;
        this.random = random;
        this.learnt = learnt;
    }

    /** Looks the server up; asking begins on the loop when its address is known. */
    void start() {
        Thread.ofVirtual().name("stun-server-look-up").start(() -> {
            try {
                List<InetAddress> found = oneOfEachFamily(server);
                mailbox.post(now -> ask(found, now));
            } catch (UnknownHostException e) {
                LOG.warn("the STUN server {} has no address; asking again in a minute", server.getHostString());
                mailbox.post(now -> lookUpAt = now + LOOK_UP_AGAIN);
            }
        });
    }

    private static List<InetAddress> oneOfEachFamily(InetSocketAddress server) throws UnknownHostException {
        List<InetAddress> all = server.isUnresolved()
                ? Arrays.asList(InetAddress.getAllByName(server.getHostString()))
                : List.of(server.getAddress());
        List<InetAddress> chosen = new ArrayList<>();
        for (boolean ipv4 : new boolean[] {true, false}) {
            all.stream()
                    .filter(address -> address instanceof Inet4Address == ipv4)
                    .findFirst()
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    private void ask(List<InetAddress> addresses, long nowNanos) {
        for (InetAddress address : addresses) {
            TransportAddress asked = TransportAddress.of(new InetSocketAddress(address, server.getPort()));
            questions.add(new ReflexiveAddress(asked, random, nowNanos));
        }
    }

    /** Takes a STUN message that is no peer's; tells whether it was an answer. */
    boolean take(byte[] buffer, int offset, int length, TransportAddress from, long nowNanos) {
        for (ReflexiveAddress question : questions) {
            TransportAddress before = question.mapped();
            long due = question.deadline();
            if (question.handle(buffer, offset, length, from, nowNanos) == ReflexiveAddress.Outcome.LEARNT) {
                LOG.info(
                        "media: the STUN server {} sees this machine as {}{}",
                        question.server(),
                        question.mapped(),
                        before == null ? "" : ", until now " + before);
                tell();
            }
            if (question.deadline() != due) {
                return true;
            }
        }
        return false;
    }

    private void tell() {
        learnt.accept(questions.stream()
                .map(ReflexiveAddress::mapped)
                .filter(Objects::nonNull)
                .map(TransportAddress::toSocketAddress)
                .toList());
    }

    /** Asks where it is time to; tells when to be called again. */
    long advance(long nowNanos) {
        if (nowNanos - lookUpAt >= 0 && lookUpAt != Long.MAX_VALUE) {
            lookUpAt = Long.MAX_VALUE;
            start();
        }
        long next = lookUpAt;
        for (ReflexiveAddress question : questions) {
            if (question.advance(nowNanos) == ReflexiveAddress.Outcome.UNANSWERED) {
                LOG.warn(
                        "media: the STUN server {} does not answer over UDP; {}; asking again in a minute",
                        question.server(),
                        question.mapped() == null
                                ? "only this machine's own addresses are advertised"
                                : "what it said last stays advertised");
            }
            byte[] request = question.request(nowNanos);
            if (request != null) {
                outbox.add(request, 0, request.length, new Destination(question.server()));
            }
            next = Math.min(next, question.deadline());
        }
        return next;
    }
}
