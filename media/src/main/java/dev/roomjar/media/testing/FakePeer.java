package dev.roomjar.media.testing;

import dev.roomjar.media.dtls.DtlsCertificate;
import dev.roomjar.media.dtls.DtlsClient;
import dev.roomjar.media.dtls.DtlsEnd;
import dev.roomjar.media.dtls.DtlsLimits;
import dev.roomjar.media.dtls.DtlsListener;
import dev.roomjar.media.dtls.DtlsServer;
import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Mailbox;
import dev.roomjar.media.srtp.SrtpContext;
import dev.roomjar.media.srtp.SrtpKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The browser's side of a peer connection: connectivity checks, DTLS client, SRTP. Sans-IO like the server: datagrams and time
 * come in, datagrams leave through a {@link PeerNetwork}. Thread rule: one thread at a time, the mailbox's.
 */
public abstract class FakePeer implements AutoCloseable {
    private static final long CHECK_UNTIL_CONNECTED = 50_000_000L;
    private static final long CHECK_AFTERWARDS = 2_500_000_000L;

    /** What all fake peers of one test or load generator share. */
    public record Environment(Mailbox mailbox, DtlsCertificate certificate, DtlsLimits limits, RandomGenerator random) {

        public Environment(Mailbox mailbox, DtlsCertificate certificate, RandomGenerator random) {
            this(mailbox, certificate, DtlsLimits.ofConcurrentHandshakes(64), random);
        }
    }

    final Environment environment;
    final RandomGenerator random;
    private final PeerNetwork network;
    private final byte[] outgoing = new byte[2_048];
    private IceCredentials local;
    private List<Fingerprint> expected = List.of();
    private @Nullable ConnectivityChecks checks;
    private @Nullable TransportAddress server;
    private @Nullable DtlsEnd dtls;
    private boolean awaitsHandshake;
    private @Nullable SrtpContext sending;
    private @Nullable SrtpContext receiving;
    private boolean answered;
    private boolean handshaking;
    private boolean silent;
    private boolean prefersTcp;
    private String failure = "";
    private long nextCheck;
    private long now;

    FakePeer(Environment environment, PeerNetwork network) {
        this.environment = environment;
        this.network = network;
        random = environment.random();
        local = IceCredentials.random(random);
    }

    final IceCredentials credentials() {
        return local;
    }

    final String fingerprint() {
        return environment.certificate().fingerprint().toString();
    }

    /** Leaves the handshake to the server, as some encoders do; call before the first offer. */
    public final void awaitHandshake() {
        awaitsHandshake = true;
    }

    /** What this end says of the handshake in an offer. */
    final String setup() {
        return awaitsHandshake ? "passive" : "actpass";
    }

    /** Makes new credentials for the next session description (RFC 8445 §9). */
    final void renewCredentials() {
        local = IceCredentials.random(random);
    }

    /** Takes the server's transport from its session description and starts to check. */
    final void connect(IceCredentials remote, List<Fingerprint> fingerprints, TransportAddress to) {
        checks = new ConnectivityChecks(local, remote, random);
        server = to;
        nextCheck = now;
        expected = fingerprints;
    }

    /** Takes a datagram. */
    public final void receive(byte[] buffer, int offset, int length, long nowNanos) {
        now = nowNanos;
        int first = buffer[offset] & 0xff;
        if (first < 4) {
            receiveStun(buffer, offset, length);
        } else if (first < 64) {
            if (dtls != null) {
                dtls.receive(buffer, offset, length);
            }
        } else if (receiving != null) {
            receiveMedia(receiving, buffer, offset, length);
        }
    }

    private void receiveStun(byte[] buffer, int offset, int length) {
        if (checks == null || checks.mappedAddress(buffer, offset, length) == null) {
            return;
        }
        answered = true;
        if (dtls == null) {
            handshaking = true;
            dtls = awaitsHandshake
                    ? DtlsServer.start(
                            environment.certificate(),
                            expected,
                            environment.limits(),
                            new SecureRandom(),
                            new Listener())
                    : DtlsClient.start(
                            environment.certificate(),
                            expected,
                            environment.limits(),
                            new SecureRandom(),
                            new Listener());
        }
    }

    private void receiveMedia(SrtpContext context, byte[] buffer, int offset, int length) {
        int type = buffer[offset + 1] & 0xff;
        if (type >= 192 && type <= 223) {
            int plain = context.unprotectRtcp(buffer, offset, length);
            if (plain >= 0) {
                rtcp(buffer, offset, plain, now);
            }
        } else {
            int plain = context.unprotectRtp(buffer, offset, length);
            if (plain >= 0) {
                rtp(buffer, offset, plain, now);
            }
        }
    }

    /** Does what is due and tells when to call again. */
    public final long advance(long nowNanos) {
        now = nowNanos;
        if (checks == null || silent) {
            return Long.MAX_VALUE;
        }
        if (now >= nextCheck) {
            byte[] check = checks.check(true);
            transmit(check, 0, check.length);
            nextCheck = now + (isConnected() ? CHECK_AFTERWARDS : CHECK_UNTIL_CONNECTED);
        }
        return isConnected() ? Math.min(nextCheck, media(now)) : nextCheck;
    }

    /** An authentic RTP packet came. */
    abstract void rtp(byte[] buffer, int offset, int length, long nowNanos);

    /** An authentic RTCP packet came. */
    abstract void rtcp(byte[] buffer, int offset, int length, long nowNanos);

    /** Sends what media and reports are due; tells when to be called again. */
    abstract long media(long nowNanos);

    final void sendRtp(byte[] packet, int length) {
        SrtpContext context = sending;
        if (context != null) {
            System.arraycopy(packet, 0, outgoing, 0, length);
            transmit(outgoing, 0, context.protectRtp(outgoing, 0, length));
        }
    }

    final void sendRtcp(byte[] packet, int length) {
        SrtpContext context = sending;
        if (context != null) {
            System.arraycopy(packet, 0, outgoing, 0, length);
            transmit(outgoing, 0, context.protectRtcp(outgoing, 0, length));
        }
    }

    /** Sends any bytes to the server, as an attacker at this address could. */
    public final void transmit(byte[] buffer, int offset, int length) {
        if (server != null && length > 0 && !silent) {
            network.send(server, buffer, offset, length, now);
        }
    }

    /** Sends nothing from now on, as a peer that lost its network or its power; or does again. */
    public final void silent(boolean isSilent) {
        silent = isSilent;
        nextCheck = now;
    }

    /** Chooses TCP or UDP for the next session description of the server. */
    public final void prefersTcp(boolean tcp) {
        prefersTcp = tcp;
    }

    final boolean prefersTcp() {
        return prefersTcp;
    }

    /** Checks at once, as a browser does that sees its network change. */
    public final void checkNow() {
        nextCheck = now;
    }

    /** Makes no connectivity checks from now on; it is heard for as long as its consent lasts (RFC 7675). */
    public final void leaveChecks() {
        nextCheck = Long.MAX_VALUE;
    }

    /** Whether keys are agreed. */
    public final boolean isConnected() {
        return sending != null;
    }

    /** Whether a check was ever answered. */
    public final boolean isAnswered() {
        return answered;
    }

    /** Whether a DTLS handshake is under way. */
    public final boolean isHandshaking() {
        return handshaking;
    }

    /** Why DTLS failed; empty if it did not. */
    public final String failure() {
        return failure;
    }

    /** Ends the connection as {@code RTCPeerConnection.close} does. */
    @Override
    public final void close() {
        if (dtls != null) {
            dtls.close();
        }
    }

    private final class Listener implements DtlsListener {
        @Override
        public void send(byte[] datagram) {
            environment.mailbox().post(nowNanos -> {
                now = Math.max(now, nowNanos);
                transmit(datagram, 0, datagram.length);
            });
        }

        @Override
        public void connected(SrtpKeys keys) {
            environment.mailbox().post(nowNanos -> {
                handshaking = false;
                sending = SrtpContext.sending(keys.profile(), awaitsHandshake ? keys.server() : keys.client());
                receiving = SrtpContext.receiving(keys.profile(), awaitsHandshake ? keys.client() : keys.server());
            });
        }

        @Override
        public void failed(String reason) {
            environment.mailbox().post(nowNanos -> {
                handshaking = false;
                failure = reason;
            });
        }

        @Override
        public void closed() {
            environment.mailbox().post(nowNanos -> {
                handshaking = false;
                sending = null;
                receiving = null;
            });
        }
    }
}
