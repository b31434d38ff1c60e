package dev.roomjar.media.sdp;

import dev.roomjar.media.ice.TransportAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Offers that Chromium 156 and Firefox ESR 153 really made, and this server's end of the transport. */
final class Fixtures {
    static final LocalTransport LOCAL = new LocalTransport(
            "srvU",
            "serverpasswordserverpass",
            "sha-256 " + "AB:".repeat(31) + "AB",
            List.of(TransportAddress.ofIpv4(0x7f000001, 4002)));

    private Fixtures() {}

    static String offer(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream(name + ".sdp")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a publisher with this offer agrees to. */
    static PublisherAnswer published(String name) {
        return new PublisherNegotiation(1).answer(offer(name), LOCAL);
    }

    /** The answer that a browser that takes everything would give to a server's offer. */
    static String acceptAll(String offer) {
        return offer.replace("a=setup:actpass", "a=setup:active")
                .replace("a=sendonly", "a=recvonly")
                .replace("a=ice-lite\r\n", "");
    }
}
