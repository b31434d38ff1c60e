package dev.roomjar.app.server;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.net.TurnConfig;
import dev.roomjar.media.net.TurnListener;
import dev.roomjar.media.turn.TurnSettings;
import dev.roomjar.opentok.signalling.IceServers;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The TURN server in this process, with a secret that lives as long as it. */
record EmbeddedTurn(TurnListener listener, IceServers servers) {

    private static final int SECRET_BYTES = 32;

    /**
     * Starts it.
     *
     * @param own the certificate of the https port, for clients that were told to trust it
     * @throws UserError where the port is taken or a certificate cannot be used
     */
    static EmbeddedTurn start(
            Turn.Embedded turn, Settings settings, MediaServer media, Vertx vertx, PemKeyCertOptions own) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        TurnConfig config = TurnConfig.of(settings.host(), turn.port(), TurnSettings.defaults(secret))
                .tls(tls(turn, vertx, own));
        TurnListener listener;
        try {
            listener = TurnListener.start(config, media);
        } catch (MediaException failed) {
            throw new UserError(
                    "Cannot listen for TURN on UDP and TCP port " + turn.port()
                            + ": choose another with --turn-port, write --turn-port off, or stop what uses it.",
                    failed);
        }
        IceServers servers = RelayServers.embedded(
                listener.port(),
                turn.certificate() != null,
                secret,
                settings.reach().advertised().isEmpty() ? List.of() : media.advertisedAddresses(),
                media::advertisedAddresses,
                InstantSource.system());
        return new EmbeddedTurn(listener, servers);
    }

    private static SSLContext tls(Turn.Embedded turn, Vertx vertx, PemKeyCertOptions own) {
        Turn.Certificate given = turn.certificate();
        PemKeyCertOptions used = given == null
                ? own
                : new PemKeyCertOptions()
                        .addCertPath(given.chain().toAbsolutePath().toString())
                        .addKeyPath(given.key().toAbsolutePath().toString());
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(used.getKeyManagerFactory(vertx).getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("this Java runtime has no TLS", failed);
        } catch (Exception unusable) {
            // Whatever a PEM file can have wrong with it; the cause is logged at debug level.
            throw new UserError(
                    "Cannot use " + (given == null ? "the https certificate" : given.chain() + " with " + given.key())
                            + " for TURN over TLS: are they a certificate chain and its key, both PEM?",
                    unusable);
        }
    }
}
