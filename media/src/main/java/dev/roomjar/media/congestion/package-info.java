/**
 * Feedback, estimators, pacing. Start reading at {@link dev.roomjar.media.congestion.ArrivalFeedback}, what a publisher's bandwidth estimate
 * lives on. Knows no codecs, sockets or clocks.
 */
@NullMarked
package dev.roomjar.media.congestion;

import org.jspecify.annotations.NullMarked;
