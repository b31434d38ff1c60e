package dev.roomjar.opentok;

import dev.roomjar.media.MediaStatistics;
import java.util.List;

/**
 * What a session carried so far, and how well. Counts are from the beginning: whoever asks twice makes rates of them.
 *
 * @param streams those that are published now
 * @param viewers everybody who is sent something, in no order
 */
public record SessionStatistics(List<StreamReceived> streams, List<Viewer> viewers) {
    /** Of a session with nobody in it. */
    public static final SessionStatistics NOTHING = new SessionStatistics(List.of(), List.of());

    public SessionStatistics {
        streams = List.copyOf(streams);
        viewers = List.copyOf(viewers);
    }

    /** One stream and what came of it. */
    public record StreamReceived(StreamInfo stream, MediaStatistics.Published media) {}

    /**
     * One peer connection that streams are sent over.
     *
     * @param connectionId empty for a player, which is no connection
     * @param connectionData the data that its token was minted with
     */
    public record Viewer(
            String connectionId,
            String connectionData,
            MediaStatistics.Receiving media,
            List<StreamForwarded> streams) {
        public Viewer {
            streams = List.copyOf(streams);
        }
    }

    /** One stream on its way to a viewer. */
    public record StreamForwarded(String streamId, MediaStatistics.Forwarded media) {}
}
