package dev.roomjar.media.net;

import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.ice.TransportAddress;
import dev.roomjar.media.peer.Counters;
import dev.roomjar.media.peer.SharedPort;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose peers are whose, among loops with one port. The system deals datagrams out by a hash of the addresses (SO_REUSEPORT,
 * socket(7)), so most come to another loop than the one their peer belongs to and are handed over, once; what is sent leaves from
 * the owner's own socket. An address is entered only after it has proven itself, as in a loop's own table.
 */
final class PortDirectory {
    private final Map<String, Desk> byUfrag = new ConcurrentHashMap<>();
    private final Map<TransportAddress, Desk> byAddress = new ConcurrentHashMap<>();
    private final SharedAnswers answers = new SharedAnswers();

    /** One loop's place: what it claims, and what others leave for it. */
    final class Desk implements SharedPort {
        private final Handover handover = new Handover();
        private final Counters counters;
        private final LoopMailbox mailbox;
        private final @Nullable TcpPort tcp;

        private Desk(Counters counters, LoopMailbox mailbox, @Nullable TcpPort tcp) {
            this.tcp = tcp;
            this.counters = counters;
            this.mailbox = mailbox;
        }

        @Override
        public void claim(String ufrag) {
            byUfrag.put(ufrag, this);
        }

        @Override
        public void release(String ufrag) {
            boolean ignored = byUfrag.remove(ufrag, this);
        }

        @Override
        public void claim(TransportAddress address) {
            byAddress.put(address, this);
        }

        @Override
        public void release(TransportAddress address) {
            boolean ignored = byAddress.remove(address, this);
        }

        @Override
        public boolean pass(
                @Nullable String ufrag,
                byte[] buffer,
                int offset,
                int length,
                long sourceHigh,
                long sourceLow,
                int sourcePort,
                int base) {
            Desk owner = ufrag != null
                    ? byUfrag.get(ufrag)
                    : byAddress.get(new TransportAddress(sourceHigh, sourceLow, sourcePort, base));
            if (owner == null || owner.isSame(this)) {
                return false;
            }
            boolean taken = owner.handover.offer(buffer, offset, length, sourceHigh, sourceLow, sourcePort, base);
            counters.increment(taken ? MediaCounter.HANDED_OVER : MediaCounter.HANDOVER_OVERFLOWED);
            owner.mailbox.wake();
            return true;
        }

        @SuppressWarnings("ReferenceEquality") // a loop has one
        private boolean isSame(Desk other) {
            return this == other;
        }

        /** Takes what others left; on this loop. */
        void drain(Handover.Taker taker, long nowNanos) {
            handover.drain(taker, nowNanos);
        }
    }

    /** A place for a loop. */
    Desk desk(Counters counters, LoopMailbox mailbox, @Nullable TcpPort tcp) {
        if (tcp != null) {
            tcp.owners(this::tcpPort);
        }
        return new Desk(counters, mailbox, tcp);
    }

    SharedAnswers answers() {
        return answers;
    }

    private @Nullable TcpPort tcpPort(String ufrag) {
        Desk owner = byUfrag.get(ufrag);
        return owner == null ? null : owner.tcp;
    }
}
