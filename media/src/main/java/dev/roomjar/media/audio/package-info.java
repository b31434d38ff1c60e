/**
 * Who speaks in a session, told by the audio levels that publishers put into their packets (RFC 6464), and whose audio is
 * forwarded where there are more people than can be told apart. Decodes nothing; knows no sockets and no clock.
 *
 * <p>Start reading at {@link dev.roomjar.media.audio.Speakers}, one per session. {@code docs/how-it-works/audio.md} tells why the
 * thresholds are what they are. Thread rule: a session's loop.
 */
@NullMarked
package dev.roomjar.media.audio;

import org.jspecify.annotations.NullMarked;
