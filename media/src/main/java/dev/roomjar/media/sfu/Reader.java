package dev.roomjar.media.sfu;

import dev.roomjar.media.forward.ForwardedTrack;

/** One receiver of a published track. */
record Reader(ForwardingEndpoint receiver, ForwardedTrack track) {}
