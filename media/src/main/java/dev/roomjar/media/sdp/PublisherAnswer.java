package dev.roomjar.media.sdp;

import java.util.Optional;

/**
 * The outcome of a publisher's offer.
 *
 * @param sdp the answer for the publisher
 * @param transport the publisher's end of the transport
 * @param audio what was agreed for audio; empty where none was offered or usable
 * @param video likewise for video
 */
public record PublisherAnswer(
        String sdp, RemoteTransport transport, Optional<NegotiatedMedia> audio, Optional<NegotiatedMedia> video) {}
