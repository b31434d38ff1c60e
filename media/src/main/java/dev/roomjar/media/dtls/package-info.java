/**
 * DTLS 1.2 by Bouncy Castle with use_srtp (RFC 6347, RFC 5764, RFC 8827 §6.5): from a peer's datagrams to SRTP keys.
 *
 * <p>Start reading at {@link DtlsServer}; {@code DtlsAssociation} is the one place with a thread, since Bouncy Castle's
 * protocol blocks: a virtual thread per peer, fed by a bounded queue. Invariants: keys are handed out only after the peer's
 * certificate matched a signalled fingerprint; a listener's last call is {@code failed} or {@code closed}; no datagram throws
 * out of {@code receive}. No HelloVerifyRequest is ever sent: ICE has proven the address, and today's browsers send a
 * ClientHello in two fragments, which a stateless cookie exchange cannot serve.
 */
@NullMarked
package dev.roomjar.media.dtls;

import org.jspecify.annotations.NullMarked;
