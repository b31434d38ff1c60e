package dev.roomjar.bench.load;

import dev.roomjar.media.MediaCounter;
import java.util.concurrent.TimeUnit;

/**
 * One measured stretch of time of a load that is running.
 *
 * @param seconds how long it was
 * @param forwarded RTP packets that the server forwarded
 * @param totals what the subscribers got
 * @param cpuNanos the server process's CPU time, user and system
 * @param loopNanos that of its media loops' threads
 * @param sent datagrams of the server
 * @param calls system calls or channel writes that carried them
 * @param latencies of the samples, in nanoseconds, ascending
 * @param loadNanos the load generator process's CPU time
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Window(
        double seconds,
        long forwarded,
        Load.Totals totals,
        long cpuNanos,
        long loopNanos,
        long sent,
        long calls,
        long[] latencies,
        long loadNanos) {

    /** Measures for some seconds from now. */
    public static Window of(ServerProcess server, Load load, int seconds) throws InterruptedException {
        load.measureLatency();
        long loadBefore = ProcessFigures.cpu();
        Load.Totals totalsBefore = load.totals();
        ServerProcess.Figures before = server.figures();
        TimeUnit.SECONDS.sleep(seconds);
        ServerProcess.Figures after = server.figures();
        Load.Totals totals = load.totals().minus(totalsBefore);
        return new Window(
                (after.at() - before.at()) / 1e9,
                after.count(MediaCounter.RTP_FORWARDED) - before.count(MediaCounter.RTP_FORWARDED),
                totals,
                after.cpu() - before.cpu(),
                after.loopCpu() - before.loopCpu(),
                after.count(MediaCounter.SENT_PACKETS) - before.count(MediaCounter.SENT_PACKETS),
                after.count(MediaCounter.SEND_CALLS) - before.count(MediaCounter.SEND_CALLS),
                load.latencies(),
                ProcessFigures.cpu() - loadBefore);
    }

    /** CPU seconds of the server process per million forwarded packets. */
    public double cpuPerMillion() {
        return cpuNanos / 1e3 / forwarded;
    }

    /** Likewise of its loops alone. */
    public double loopPerMillion() {
        return loopNanos / 1e3 / forwarded;
    }

    /** The share of packets that did not come, before retransmission. */
    public double loss() {
        return totals.expected() == 0 ? 1 : Math.max(0, 1 - (double) totals.received() / totals.expected());
    }

    /** A quantile of the latency in milliseconds; NaN without samples. */
    public double latencyMillis(double quantile) {
        return latencies.length == 0 ? Double.NaN : latencies[(int) (quantile * (latencies.length - 1))] / 1e6;
    }
}
