package dev.roomjar.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.AdvertisedAddress.Origin;
import dev.roomjar.media.AdvertisedAddress.Protocol;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the banner says of where browsers send audio and video. */
class MediaLinesTest {
    private static final Reach WITH_STUN =
            Reach.DEFAULT.stunServer(InetSocketAddress.createUnresolved("stun.example.com", 3478));

    @Test
    void oneLineAnAddressSaysHowItWasFound() {
        assertThat(MediaLines.of(
                        List.of(
                                at("192.0.2.2", Protocol.UDP, Origin.INTERFACE),
                                at("203.0.113.7", Protocol.UDP, Origin.STUN),
                                at("192.0.2.2", Protocol.TCP, Origin.INTERFACE)),
                        WITH_STUN))
                .containsExactly(
                        "  Audio and video    UDP and TCP 192.0.2.2:4002 (an address of this machine)",
                        "                     UDP 203.0.113.7:4002 (as the STUN server sees this machine)");
    }

    @Test
    void thatAStunServerHasNotAnsweredYetIsSaid() {
        assertThat(MediaLines.of(List.of(at("2001:db8::2", Protocol.TCP, Origin.BOUND)), WITH_STUN))
                .containsExactly(
                        "  Audio and video    TCP [2001:db8:0:0:0:0:0:2]:4002 (set by --host)",
                        "                     (asking the STUN server stun.example.com for the address outside)");
    }

    private static AdvertisedAddress at(String host, Protocol protocol, Origin origin) {
        return new AdvertisedAddress(new InetSocketAddress(InetAddress.ofLiteral(host), 4_002), protocol, origin);
    }
}
