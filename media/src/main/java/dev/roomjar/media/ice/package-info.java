/**
 * The ICE-lite agent of one peer (RFC 8445) with consent freshness by what is heard (RFC 7675). Knows nothing of sockets or
 * clocks: bytes and times come in, bytes come out.
 *
 * <p>{@link ReflexiveAddress} is the one client here: it asks a STUN server how our own address looks from outside (RFC 8489).
 *
 * <p>Start reading at {@link IceLiteAgent}. Invariants: nothing but a Binding request with our own ufrag and a correct
 * MESSAGE-INTEGRITY changes an agent; no error reply is larger than its request, and they are rationed.
 */
@NullMarked
package dev.roomjar.media.ice;

import org.jspecify.annotations.NullMarked;
