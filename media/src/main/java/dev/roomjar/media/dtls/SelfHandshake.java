package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server and a client in one process; it loads the classes and proves that this runtime's cryptography works. */
final class SelfHandshake {
    private static final int PATIENCE_SECONDS = 20;

    private SelfHandshake() {}

    static void run(DtlsCertificate certificate, SecureRandom random) {
        List<Fingerprint> expected = List.of(certificate.fingerprint());
        DtlsLimits limits = DtlsLimits.ofConcurrentHandshakes(2);
        End serverEnd = new End();
        End clientEnd = new End();
        try (DtlsServer server = DtlsServer.start(certificate, expected, limits, random, serverEnd);
                DtlsClient client = DtlsClient.start(certificate, expected, limits, random, clientEnd)) {
            clientEnd.other.complete(server::receive);
            serverEnd.other.complete(client::receive);
            serverEnd.connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            clientEnd.connected.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("DTLS does not work with itself on this machine: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Receiver {
        void receive(byte[] buffer, int offset, int length);
    }

    private static final class End implements DtlsListener {
        final CompletableFuture<Receiver> other = new CompletableFuture<>();
        final CompletableFuture<SrtpKeys> connected = new CompletableFuture<>();

        @Override
        public void send(byte[] datagram) {
            other.join().receive(datagram, 0, datagram.length);
        }

        @Override
        public void connected(SrtpKeys keys) {
            connected.complete(keys);
        }

        @Override
        public void failed(String reason) {
            connected.completeExceptionally(new IllegalStateException(reason));
        }

        @Override
        public void closed() {
            connected.completeExceptionally(new IllegalStateException("closed"));
        }
    }
}
