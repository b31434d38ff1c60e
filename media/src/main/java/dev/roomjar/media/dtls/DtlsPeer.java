package dev.roomjar.media.dtls;

import dev.roomjar.media.srtp.SrtpKeys;
import java.io.IOException;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;

/** One side's part in a handshake. */
sealed interface DtlsPeer permits ServerPeer, ClientPeer {

    /** Whether this side lets the other begin. */
    boolean waitsForPeer();

    /** Blocks until the handshake is done. */
    DTLSTransport handshake(DatagramTransport transport) throws IOException;

    /** What the handshake agreed on; only after it is done. */
    SrtpKeys keys();
}
