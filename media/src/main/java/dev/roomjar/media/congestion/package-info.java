/**
 * Feedback, estimators, pacing. Knows no codecs.
 */
@NullMarked
package dev.roomjar.media.congestion;

import org.jspecify.annotations.NullMarked;
