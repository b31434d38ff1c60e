/**
 * Calls without browsers: fake peers that speak ICE, DTLS, SRTP, RTP and RTCP to the media server, and a seeded network to do so
 * in simulated time. In the main sources since load generators use them too; the media server itself never does.
 *
 * <p>Start reading at {@link dev.roomjar.media.testing.Simulation} (no sockets, no clock) or {@link
 * dev.roomjar.media.testing.SocketPeers} (real ones). Packets carry what is needed to check them: {@link
 * dev.roomjar.media.testing.FrameLog} tells which frames came whole.
 */
@NullMarked
package dev.roomjar.media.testing;

import org.jspecify.annotations.NullMarked;
