package dev.roomjar.media;

import java.net.InetSocketAddress;

/**
 * An address that peers are told to send to.
 *
 * @param origin how it became known
 */
public record AdvertisedAddress(InetSocketAddress address, Protocol protocol, Origin origin) {

    /** What carries media to it. */
    public enum Protocol {
        UDP,
        TCP
    }

    /** How an address became known. */
    public enum Origin {
        /** It was configured. */
        CONFIGURED,
        /** The server listens on this address alone. */
        BOUND,
        /** A network interface of this machine has it. */
        INTERFACE,
        /** A STUN server sees this machine under it. */
        STUN
    }
}
