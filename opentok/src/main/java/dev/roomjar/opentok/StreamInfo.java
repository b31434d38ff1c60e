package dev.roomjar.opentok;

/**
 * A stream as it was at the moment of asking.
 *
 * @param streamId the id under which clients subscribe to it
 * @param connectionId the connection that publishes it
 * @param connectionData the data that its publisher's token was minted with
 * @param name the name its publisher gave it, perhaps empty
 * @param videoType {@code camera}, {@code screen} or {@code custom}
 * @param hasAudio whether audio is switched on
 * @param hasVideo whether video is switched on
 */
public record StreamInfo(
        String streamId,
        String connectionId,
        String connectionData,
        String name,
        String videoType,
        boolean hasAudio,
        boolean hasVideo) {}
