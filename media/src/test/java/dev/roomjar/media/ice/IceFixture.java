package dev.roomjar.media.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.stun.StunMessage;
import dev.roomjar.media.testing.ConnectivityChecks;
import java.util.Objects;
import java.util.Random;

/** One agent, its peer's checks, and a clock that stands where the test puts it. */
final class IceFixture {
    static final long SECOND = 1_000_000_000L;
    /** A start just before the clock's values turn negative: differences count, not values. Boxed, lest the compiler warn of it. */
    static final long START = Long.valueOf(Long.MAX_VALUE).longValue() - SECOND;

    static final TransportAddress WIFI = TransportAddress.ofIpv4(0xC0000201, 40001);
    static final TransportAddress CELLULAR = TransportAddress.ofIpv4(0xC6336402, 40002);

    final Random random = new Random(7);
    final IceCredentials server = IceCredentials.random(random);
    final IceCredentials client = IceCredentials.random(random);
    final ConnectivityChecks checks = new ConnectivityChecks(client, server, random);
    final IceLiteAgent agent = new IceLiteAgent(server, IceTimings.DEFAULT);

    IceFixture() {
        agent.remote(client);
    }

    IceResult receive(byte[] bytes, TransportAddress from, long nowNanos) {
        return agent.handle(bytes, 0, bytes.length, from, nowNanos);
    }

    IceResult.Reply check(TransportAddress from, long nowNanos) {
        return replyTo(checks.check(false), from, nowNanos);
    }

    IceResult.Reply nominate(TransportAddress from, long nowNanos) {
        return replyTo(checks.check(true), from, nowNanos);
    }

    IceResult.Reply replyTo(byte[] bytes, TransportAddress from, long nowNanos) {
        IceResult result = receive(bytes, from, nowNanos);
        assertThat(result).isInstanceOf(IceResult.Reply.class);
        return (IceResult.Reply) result;
    }

    static StunMessage parsed(IceResult.Reply reply) {
        return Objects.requireNonNull(StunMessage.parse(reply.bytes(), 0, reply.bytes().length));
    }
}
