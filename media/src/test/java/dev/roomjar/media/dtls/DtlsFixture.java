package dev.roomjar.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A server and a client in one process, and what lies between them. */
final class DtlsFixture implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final DtlsCertificate SERVER = DtlsCertificate.generate(RANDOM, Instant.parse("2026-01-01T00:00:00Z"));
    static final DtlsCertificate CLIENT = DtlsCertificate.generate(RANDOM, Instant.parse("2026-01-01T00:00:00Z"));

    final End serverEnd = new End();
    final End clientEnd = new End();
    DtlsLimits limits = new DtlsLimits(Duration.ofSeconds(20), new Semaphore(4), 64);
    List<Fingerprint> clientFingerprints = List.of(CLIENT.fingerprint());
    SrtpProfile[] offered = SrtpProfile.values();
    int clientSendLimit = DtlsAssociation.SEND_LIMIT;

    private final CompletableFuture<DtlsServer> server = new CompletableFuture<>();
    private final CompletableFuture<DtlsClient> client = new CompletableFuture<>();

    DtlsServer server() {
        return server.join();
    }

    DtlsClient client() {
        return client.join();
    }

    DtlsFixture start() {
        startServer();
        var peer = new ClientPeer(
                new BcTlsCrypto(RANDOM), new Identity(CLIENT, List.of(SERVER.fingerprint())), limits, offered);
        client.complete(DtlsClient.start(peer, limits, clientSendLimit, clientEnd));
        return this;
    }

    DtlsFixture startServer() {
        clientEnd.target = datagram -> server.join().receive(datagram, 0, datagram.length);
        serverEnd.target = datagram -> client.join().receive(datagram, 0, datagram.length);
        server.complete(DtlsServer.start(SERVER, clientFingerprints, limits, RANDOM, serverEnd));
        return this;
    }

    SrtpKeys serverKeys() {
        return within(serverEnd.connected);
    }

    SrtpKeys clientKeys() {
        return within(clientEnd.connected);
    }

    static <T> T within(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(20, TimeUnit.SECONDS);
        return future.join();
    }

    @Override
    public void close() {
        server.join().close();
        if (client.isDone()) {
            client.join().close();
        }
    }

    interface Target {
        void receive(byte[] datagram);
    }

    /** Sends on to the other side what the test lets pass, and keeps what was told. */
    static final class End implements DtlsListener {
        final CompletableFuture<SrtpKeys> connected = new CompletableFuture<>();
        final CompletableFuture<String> ended = new CompletableFuture<>();
        final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
        volatile Predicate<byte[]> passes = datagram -> true;
        volatile Target target = datagram -> {};

        @Override
        public void send(byte[] datagram) {
            sent.add(datagram);
            if (passes.test(datagram)) {
                target.receive(datagram);
            }
        }

        @Override
        public void connected(SrtpKeys keys) {
            connected.complete(keys);
        }

        @Override
        public void failed(String reason) {
            ended.complete(reason);
        }

        @Override
        public void closed() {
            ended.complete("closed");
        }
    }
}
