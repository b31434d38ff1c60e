/**
 * SRTP and SRTCP (RFC 3711, RFC 7714): key derivation, protect, unprotect, rollover counter, replay window.
 *
 * <p>Start reading at {@link SrtpContext}; what the profiles do to a packet is in {@code AeadTransform} and {@code
 * CounterModeTransform}; where AES-GCM comes from is behind {@code PacketCipher}. Invariants: a packet that is not authentic
 * changes no state; no packet index is protected twice; nothing of this package allocates per packet (the JDK's cipher does:
 * see docs/decisions).
 */
@NullMarked
package dev.roomjar.media.srtp;

import org.jspecify.annotations.NullMarked;
