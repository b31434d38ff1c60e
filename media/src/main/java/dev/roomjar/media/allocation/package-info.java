/**
 * Who gets which layer of which video: divides the bandwidth to one receiver among its subscriptions. Written up in {@code
 * docs/how-it-works/allocation.md}.
 *
 * <p>Start reading at {@link dev.roomjar.media.allocation.Allocator}; a {@link dev.roomjar.media.allocation.VideoDemand} is one
 * subscription's question and answer, a {@link dev.roomjar.media.allocation.LayerForecast} what its publication has and could
 * have, {@link dev.roomjar.media.allocation.WantedLayers} what all receivers of a publication together make use of.
 *
 * <p>Invariants: pure (same input, same output), no clock, nothing allocated in a run. What is given fits the budget, unless
 * nothing but lowest layers is given. Time is the {@code nowNanos} argument where there is one.
 */
@NullMarked
package dev.roomjar.media.allocation;

import org.jspecify.annotations.NullMarked;
