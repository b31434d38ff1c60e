package dev.roomjar.media.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.TransportAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerTableTest {
    private final PeerTable table = new PeerTable();
    private final List<Peer> peers = List.of(Peers.idle("one"), Peers.idle("two"), Peers.idle("three"));

    @Test
    void agreesWithAMapThroughThousandsOfChanges() {
        Random random = new Random(5);
        Map<TransportAddress, Peer> reference = new HashMap<>();
        List<TransportAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            addresses.add(TransportAddress.ofIpv4(0x7f000001 + i % 7, 1_000 + i));
        }
        for (int i = 0; i < 20_000; i++) {
            TransportAddress address = addresses.get(random.nextInt(addresses.size()));
            Peer peer = peers.get(random.nextInt(peers.size()));
            if (random.nextBoolean()) {
                table.put(address, peer);
                reference.put(address, peer);
            } else {
                table.remove(address, peer);
                reference.remove(address, peer);
            }
        }
        for (TransportAddress address : addresses) {
            assertThat(table.find(address.high(), address.low(), address.port(), address.base()))
                    .isSameAs(reference.get(address));
        }
        assertThat(table.size()).isEqualTo(reference.size());
    }

    @Test
    void anAddressThatAnotherPeerTookIsNotTakenFromIt() {
        TransportAddress address = TransportAddress.ofIpv4(0x7f000001, 5_000);
        table.put(address, peers.get(0));
        table.put(address, peers.get(1));

        table.remove(address, peers.get(0));

        assertThat(table.find(address.high(), address.low(), address.port(), address.base()))
                .isSameAs(peers.get(1));
    }
}
