package dev.roomjar.media.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.ice.TransportAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Destination one = new Destination(TransportAddress.ofIpv4(1, 1));
    private final Destination other = new Destination(TransportAddress.ofIpv4(2, 2));
    private final List<String> drained = new ArrayList<>();
    private final Outbox outbox = new Outbox(4, this::drain);

    private void drain(Outbox full) {
        for (int i = 0; i < full.destinationCount(); i++) {
            Destination destination = full.destination(i);
            StringBuilder line = new StringBuilder(destination == one ? "one:" : "other:");
            for (int packet = full.first(destination); packet >= 0; packet = full.next(packet)) {
                line.append(' ').append(full.bytes(packet)[0]);
            }
            drained.add(line.toString());
        }
    }

    private void add(int value, Destination to) {
        outbox.add(new byte[] {(byte) value}, 0, 1, to);
    }

    @Test
    void packetsToOneDestinationStayTogetherAndInOrder() {
        add(1, one);
        add(2, other);
        add(3, one);
        add(4, other);
        outbox.flush();

        assertThat(drained).containsExactly("one: 1 3", "other: 2 4");
    }

    @Test
    void aFullOutboxIsDrainedInBetween() {
        for (int i = 1; i <= 6; i++) {
            add(i, one);
        }
        assertThat(drained).containsExactly("one: 1 2 3 4");
        outbox.flush();
        assertThat(drained).containsExactly("one: 1 2 3 4", "one: 5 6");
    }

    @Test
    void whatWasReservedButNotCommittedIsNotSent() {
        outbox.reserve();
        add(7, one);
        outbox.flush();
        outbox.flush();

        assertThat(drained).containsExactly("one: 7");
    }

    @Test
    void aDatagramThatIsTooLargeIsNotSent() {
        outbox.add(new byte[Outbox.MAX_DATAGRAM + 1], 0, Outbox.MAX_DATAGRAM + 1, one);
        outbox.flush();

        assertThat(drained).isEmpty();
    }
}
