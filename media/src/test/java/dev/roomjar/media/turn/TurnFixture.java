package dev.roomjar.media.turn;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.stun.StunAttribute;
import dev.roomjar.media.stun.StunAttribute.ErrorCode;
import dev.roomjar.media.stun.StunMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A TURN server on simulated time in front of a media server at {@link #MEDIA} and {@link #MEDIA_IPV6}. */
final class TurnFixture {
    static final String SECRET = "north";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final TransportAddress MEDIA = address("203.0.113.7", 4002);
    static final TransportAddress MEDIA_IPV6 = address("2001:db8::7", 4002);

    final Counters counters = new Counters();
    final List<FakeSocket> sockets = new ArrayList<>();
    final TurnServer server;
    boolean outOfSockets;
    /** Any value will do; a negative one shows who forgot that. */
    long now = -5_000_000_000L;

    private final long origin = now;
    private final Random random = new Random(7);

    /** Remembers nothing but that it was closed. */
    static final class FakeSocket implements RelaySocket {
        private final TransportAddress address;
        boolean closed;

        private FakeSocket(TransportAddress address) {
            this.address = address;
        }

        @Override
        public TransportAddress address() {
            return address;
        }

        @Override
        public void send(TransportAddress peer, byte[] buffer, int offset, int length) {
            throw new AssertionError("the server tells what to send; it does not send");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class FakeSockets implements RelaySockets {
        @Override
        public boolean reaches(TransportAddress peer) {
            return peer.equals(MEDIA) || peer.equals(MEDIA_IPV6);
        }

        @Override
        public boolean reachesHost(TransportAddress peer) {
            return reaches(new TransportAddress(peer.high(), peer.low(), 4002));
        }

        @Override
        public boolean reachesFamily(boolean ipv4) {
            return true;
        }

        @Override
        public @Nullable RelaySocket open(boolean ipv4) {
            if (outOfSockets) {
                return null;
            }
            FakeSocket socket = new FakeSocket(address(ipv4 ? "203.0.113.7" : "2001:db8::7", 50_000 + sockets.size()));
            sockets.add(socket);
            return socket;
        }
    }

    TurnFixture() {
        this(TurnSettings.defaults(SECRET));
    }

    TurnFixture(TurnSettings settings) {
        server =
                new TurnServer(settings, new FakeSockets(), () -> START.plusNanos(now - origin), random, counters, now);
    }

    TurnClient client(String address, int port) {
        return client(address, port, false);
    }

    TurnClient client(String address, int port, boolean overStream) {
        TurnCredentials credentials = TurnCredentials.expiring(SECRET, "alice", START.plus(Duration.ofHours(12)));
        return new TurnClient(this, new FiveTuple(address(address, port), overStream), credentials, random);
    }

    void pass(Duration time) {
        now += time.toNanos();
        server.advance(now);
    }

    long count(MediaCounter counter) {
        return counters.count(counter);
    }

    static TransportAddress address(String host, int port) {
        return TransportAddress.of(new InetSocketAddress(host, port));
    }

    /** The code of an error response, 0 for another message. */
    static int code(StunMessage reply) {
        return reply.find(ErrorCode.class).map(ErrorCode::code).orElse(0);
    }

    static <A extends StunAttribute> A attribute(StunMessage message, Class<A> kind) {
        return message.find(kind).orElseThrow(() -> new AssertionError("no " + kind.getSimpleName()));
    }

    static StunMessage parsed(byte[] bytes) {
        return Objects.requireNonNull(StunMessage.parse(bytes, 0, bytes.length), "a STUN message");
    }
}
