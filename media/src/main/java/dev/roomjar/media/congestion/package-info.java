/**
 * How much can be sent, and what tells it: feedback to publishers, the estimate towards receivers, probes. Knows no codecs,
 * sockets or clocks.
 *
 * <p>Start reading at {@link dev.roomjar.media.congestion.ArrivalFeedback}, what a publisher's bandwidth estimate lives on, and at
 * {@link dev.roomjar.media.congestion.BandwidthEstimator}, which does for a receiver what a browser does for a publisher. Inside the
 * latter: {@code SentPackets} and {@code TransportTime} turn feedback into arrivals; {@code DelayDetector} ({@code Trendline}, {@code
 * OveruseDetector}) sees queues grow; {@code RateControl} ({@code LinkCapacity}) follows it up and down; {@code LossControl}
 * bounds that; {@code Probing} ({@code ProbeClusters}) looks for more. Prose: {@code docs/how-it-works/congestion.md}.
 *
 * <p>Invariants: nothing is allocated per packet; feedback on packets never sent changes nothing; the estimate stays within its
 * {@link dev.roomjar.media.congestion.BandwidthLimits}. Times inside are microseconds of the caller's clock, of which the receiver's is
 * independent.
 *
 * <p>Sources: draft-holmer-rmcat-transport-wide-cc-extensions-01, draft-ietf-rmcat-gcc-02, draft-alvestrand-rmcat-remb-03.
 */
@NullMarked
package dev.roomjar.media.congestion;

import org.jspecify.annotations.NullMarked;
