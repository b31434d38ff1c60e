package dev.roomjar.bench;

import dev.roomjar.bench.load.Load;
import dev.roomjar.bench.load.Traffic;
import dev.roomjar.bench.load.Window;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What the load benchmarks' tables and words have in common. */
final class LoadTables {
    private LoadTables() {}

    static Traffic traffic(boolean uneven) {
        Traffic typical = Traffic.TYPICAL;
        return new Traffic(
                typical.videoPackets(),
                typical.videoBytes(),
                typical.frames(),
                typical.audioPackets(),
                typical.audioBytes(),
                uneven);
    }

    static String traffic(LoadSettings settings) {
        Traffic traffic = traffic(settings.uneven());
        return String.format(
                Locale.ROOT,
                "%d video packets of %,d bytes%s in %d bursts and %d audio packets of %d bytes per second and stream.",
                traffic.videoPackets(),
                traffic.videoBytes(),
                traffic.uneven() ? " (half of each burst one byte less)" : "",
                traffic.frames(),
                traffic.audioPackets(),
                traffic.audioBytes());
    }

    static String receivers(LoadSettings settings) {
        return settings.wholeSegments()
                ? "Receivers take segmented runs whole (`UDP_GRO`), as a network card would that segments by itself."
                : "Receivers are plain sockets, each of which is asked once in a millisecond: the kernel cuts segmented runs up on "
                        + "the server's account, but wakes nobody on it.";
    }

    /** Rate, cost, batches, latency and loss. */
    static List<String> common(Window window) {
        if (window.totals().corrupt() > 0 || window.totals().sampled() == 0) {
            throw new IllegalStateException("of " + window.totals().sampled() + " samples "
                    + window.totals().corrupt() + " were not as sent");
        }
        return List.of(
                String.format(Locale.ROOT, "%,.0f", window.forwarded() / window.seconds()),
                String.format(Locale.ROOT, "%.2f", window.cpuPerMillion()),
                String.format(Locale.ROOT, "%.2f", window.loopPerMillion()),
                String.format(Locale.ROOT, "%.0f", (double) window.sent() / window.calls()),
                String.format(Locale.ROOT, "%.2f ms", window.latencyMillis(0.50)),
                String.format(Locale.ROOT, "%.2f ms", window.latencyMillis(0.99)),
                String.format(Locale.ROOT, "%.3f %%", 100 * window.loss()));
    }

    static String millis(long[] sorted, double quantile) {
        return sorted.length == 0
                ? "–"
                : String.format(Locale.ROOT, "%.0f ms", sorted[(int) (quantile * (sorted.length - 1))] / 1e6);
    }

    /** Waits until a subscriber sees all its streams. */
    static void await(Load.Subscribing subscriber, long patienceNanos) throws InterruptedException {
        long deadline = System.nanoTime() + patienceNanos;
        while (!subscriber.complete()) {
            if (!subscriber.failure().isEmpty()) {
                throw new IllegalStateException("a subscriber cannot join: " + subscriber.failure());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("a subscriber has waited for its streams in vain");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
