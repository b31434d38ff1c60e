package dev.roomjar.opentok.session;

/**
 * A stream as every client of the session sees it.
 *
 * @param videoType {@code camera}, {@code screen} or {@code custom}
 * @param creationTime milliseconds since the epoch
 */
public record PublishedStream(
        String streamId,
        String connectionId,
        String name,
        String videoType,
        boolean hasAudio,
        boolean hasVideo,
        VideoDimensions videoDimensions,
        long creationTime) {

    PublishedStream hasAudio(boolean on) {
        return new PublishedStream(
                streamId, connectionId, name, videoType, on, hasVideo, videoDimensions, creationTime);
    }

    PublishedStream hasVideo(boolean on) {
        return new PublishedStream(
                streamId, connectionId, name, videoType, hasAudio, on, videoDimensions, creationTime);
    }

    PublishedStream videoDimensions(VideoDimensions size) {
        return new PublishedStream(streamId, connectionId, name, videoType, hasAudio, hasVideo, size, creationTime);
    }
}
