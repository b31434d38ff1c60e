package dev.roomjar.media.net;

import dev.roomjar.media.Admission;
import dev.roomjar.media.AdvertisedAddress;
import dev.roomjar.media.MediaCounter;
import dev.roomjar.media.MediaServer;
import dev.roomjar.media.MediaSession;
import dev.roomjar.media.SessionListener;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A media server of one or more loops; a session goes to the one with the fewest peers. */
final class LoopServer implements MediaServer {
    private final List<MediaLoop> loops;
    private final int audibleAtOnce;
    private final AtomicInteger turn = new AtomicInteger();

    LoopServer(List<MediaLoop> loops, int audibleAtOnce) {
        this.audibleAtOnce = audibleAtOnce;
        this.loops = List.copyOf(loops);
    }

    @Override
    public MediaSession openSession(SessionListener listener) {
        return openSession(listener, audibleAtOnce);
    }

    @Override
    public MediaSession openSession(SessionListener listener, int audibleAtOnce) {
        return leastLoaded().sfu().openSession(listener, audibleAtOnce);
    }

    /** The one with the fewest peers; among equals they take turns, since sessions are opened before their peers come. */
    private MediaLoop leastLoaded() {
        int first = Math.floorMod(turn.getAndIncrement(), loops.size());
        MediaLoop least = loops.get(first);
        for (int i = 1; i < loops.size(); i++) {
            MediaLoop other = loops.get((first + i) % loops.size());
            if (other.peers() < least.peers()) {
                least = other;
            }
        }
        return least;
    }

    @Override
    public List<InetSocketAddress> advertisedAddresses() {
        return advertised().stream().map(AdvertisedAddress::address).distinct().toList();
    }

    @Override
    public List<AdvertisedAddress> advertised() {
        return loops.stream().flatMap(loop -> loop.advertised().stream()).toList();
    }

    /** The addresses that peers send UDP to, and the ports of this machine behind them. */
    List<UdpRoute> udpRoutes() {
        return loops.stream()
                .flatMap(loop -> loop.advertised().stream()
                        .filter(address -> address.protocol() == AdvertisedAddress.Protocol.UDP)
                        .map(address -> new UdpRoute(address.address(), loop.udpPort())))
                .toList();
    }

    /** The best that any loop offers. */
    @Override
    public Admission admission() {
        return loops.stream()
                .map(loop -> loop.sfu().admission())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public CompletionStage<Void> drain() {
        return CompletableFuture.allOf(
                loops.stream().map(loop -> loop.sfu().drain()).toArray(CompletableFuture[]::new));
    }

    @Override
    public long count(MediaCounter counter) {
        return loops.stream().mapToLong(loop -> loop.counters().count(counter)).sum();
    }

    @Override
    public List<Double> loads() {
        return loops.stream().map(loop -> loop.sfu().load()).toList();
    }

    @Override
    public void close() {
        loops.forEach(MediaLoop::close);
    }
}
