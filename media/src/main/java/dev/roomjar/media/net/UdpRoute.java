package dev.roomjar.media.net;

import java.net.InetSocketAddress;

/**
 * An address that peers send to, and the port of this machine that it leads to: they differ behind NAT.
 *
 * @param localPort of the wildcard address, or of the address that the media server is bound to
 */
record UdpRoute(InetSocketAddress advertised, int localPort) {}
