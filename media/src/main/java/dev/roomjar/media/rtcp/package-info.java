/**
 * RTCP (RFC 3550, RFC 4585, RFC 5104, RFC 5506, transport-wide feedback, REMB): parse and write reports and feedback. Start reading at
 * {@link dev.roomjar.media.rtcp.RtcpPacket}, the messages; {@link dev.roomjar.media.rtcp.RtcpParser} reads any bytes without throwing,
 * into them or, without an object per packet, into the calls of a {@link dev.roomjar.media.rtcp.RtcpHandler};
 * {@link dev.roomjar.media.rtcp.RtcpWriter} writes compounds in place. Knows no streams, sockets or clocks.
 */
@NullMarked
package dev.roomjar.media.rtcp;

import org.jspecify.annotations.NullMarked;
