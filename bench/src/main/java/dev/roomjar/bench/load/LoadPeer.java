package dev.roomjar.bench.load;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.roomjar.media.dtls.DtlsClient;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.dtls.DtlsListener;
import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.srtp.SrtpKeys;
import dev.roomjar.media.testing.ConnectivityChecks;
import dev.roomjar.media.testing.SdpLines;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer's transport: connectivity checks and consent, DTLS client, SRTP keys. Thread rule: the load's thread. */
abstract class LoadPeer implements Batch.Datagrams {
    /** RFC 7675 §5.1 has browsers ask each 4 to 6 seconds; Chromium asks each 2.5. */
    private static final long CONSENT_INTERVAL = 2_500_000_000L;

    private static final long CHECK_INTERVAL = 50_000_000L;
    private static final DtlsLimits LIMITS = DtlsLimits.ofConcurrentHandshakes(64);

    final Load load;
    final LoadSocket socket;
    private final IceCredentials local;
    private final byte[] packet = new byte[2_048];
    private @Nullable ConnectivityChecks checks;
    private List<Fingerprint> expected = List.of();
    private @Nullable DtlsClient dtls;

    @Nullable
    SrtpContext sending;

    @Nullable
    SrtpContext receiving;

    private String failure = "";
    private long nextCheck;

    LoadPeer(Load load) {
        this.load = load;
        socket = load.openSocket(this);
        local = IceCredentials.random(load.random());
    }

    final void connect(SdpLines remote, long now) {
        checks = new ConnectivityChecks(local, remote.credentials(), load.random());
        expected = remote.fingerprints();
        socket.connect(load.arena(), remote.candidate());
        check(now);
    }

    private void check(long now) {
        if (checks != null && now >= nextCheck) {
            byte[] check = checks.check(true);
            socket.send(check, 0, check.length);
            nextCheck = now + (sending == null ? CHECK_INTERVAL : CONSENT_INTERVAL);
        }
    }

    /** Called about ten times a second. */
    void tick(long now) {
        check(now);
    }

    @Override
    public final void datagram(MemorySegment bytes, long offset, int length) {
        int first = bytes.get(JAVA_BYTE, offset) & 0xff;
        if (first >= 128) {
            int second = bytes.get(JAVA_BYTE, offset + 1) & 0xff;
            if (second >= 192 && second <= 223) {
                rtcp(bytes, offset, length);
            } else {
                rtp(bytes, offset, length);
            }
            return;
        }
        Batch.copy(bytes, offset, length, packet);
        if (first >= 20 && dtls != null) {
            dtls.receive(packet, 0, length);
        } else if (first < 4 && dtls == null && checks != null && checks.mappedAddress(packet, 0, length) != null) {
            dtls = DtlsClient.start(load.certificate(), expected, LIMITS, new SecureRandom(), new Listener());
        }
    }

    abstract void rtp(MemorySegment bytes, long offset, int length);

    abstract void rtcp(MemorySegment bytes, long offset, int length);

    final void sendRtcp(byte[] bytes, int length) {
        if (sending != null && length > 0) {
            socket.send(bytes, 0, sending.protectRtcp(bytes, 0, length));
        }
    }

    /** The transport lines of a session description. */
    final String transportLines() {
        return "a=ice-ufrag:" + local.ufrag() + "\r\na=ice-pwd:" + local.pwd() + "\r\na=fingerprint:"
                + load.certificate().fingerprint() + "\r\n";
    }

    /** Why the handshake failed; empty if it did not. */
    final String failure() {
        return failure;
    }

    final void close() {
        socket.close();
    }

    private final class Listener implements DtlsListener {
        @Override
        public void send(byte[] datagram) {
            load.post(() -> socket.send(datagram, 0, datagram.length));
        }

        @Override
        public void connected(SrtpKeys keys) {
            load.post(() -> {
                sending = SrtpContext.sending(keys.profile(), keys.client());
                receiving = SrtpContext.receiving(keys.profile(), keys.server());
            });
        }

        @Override
        public void failed(String reason) {
            load.post(() -> failure = reason);
        }

        @Override
        public void closed() {
            load.post(() -> failure = "closed by the server");
        }
    }
}
