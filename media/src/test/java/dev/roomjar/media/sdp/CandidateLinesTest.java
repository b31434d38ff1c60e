package dev.roomjar.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.TransportAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How our addresses stand in a session description (RFC 8839 §5.1, RFC 6544 §4.5). */
class CandidateLinesTest {
    private static final TransportAddress IPV4 = TransportAddress.ofIpv4(0xcb007107, 4_002);
    private static final TransportAddress IPV6 = new TransportAddress(0x2001_0db8_0000_0000L, 7, 4_002);

    @Test
    void tcpCandidatesArePassiveAndRankBehindAllOfUdp() {
        Attributes.Builder lines = new Attributes.Builder();

        TransportLines.writeCandidates(
                transport(IPV4, IPV6, IPV4.from(TransportAddress.TCP), IPV6.from(TransportAddress.TCP)), lines);

        assertThat(lines.build().all("candidate"))
                .containsExactly(
                        "1 1 udp 2130706431 203.0.113.7 4002 typ host",
                        "2 1 udp 2130706175 2001:db8:0:0:0:0:0:7 4002 typ host",
                        "3 1 tcp 1520434687 203.0.113.7 4002 typ host tcptype passive",
                        "4 1 tcp 1520434431 2001:db8:0:0:0:0:0:7 4002 typ host tcptype passive");
    }

    private static LocalTransport transport(TransportAddress... candidates) {
        return new LocalTransport(
                Fixtures.LOCAL.ufrag(), Fixtures.LOCAL.password(), Fixtures.LOCAL.fingerprint(), List.of(candidates));
    }
}
