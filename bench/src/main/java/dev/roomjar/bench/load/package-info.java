/**
 * A load generator for media servers and the server process that it drives: real ICE, DTLS and SRTP over the loopback
 * interface, hundreds of peers on one thread. Linux only.
 *
 * <p>Start reading at {@link dev.roomjar.bench.load.Load}, which holds the peers, and {@link
 * dev.roomjar.bench.load.ServerProcess}, which holds the server; {@code BenchServer} is the main class of that process. The
 * two speak in lines over standard input and output, so that nothing but media is measured.
 *
 * <p>To cost little, the generator reads headers of all packets but decrypts one in fifty, checks those byte by byte and takes
 * the latency from the time that they carry.
 */
@NullMarked
package dev.roomjar.bench.load;

import org.jspecify.annotations.NullMarked;
