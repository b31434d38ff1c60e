package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.ForwardedTrack;

/** One receiver of a published track. */
record Reader(LiveReceiver receiver, ForwardedTrack track) {}
