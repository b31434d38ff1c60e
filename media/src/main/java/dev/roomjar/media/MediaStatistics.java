package dev.roomjar.media;

import java.util.ArrayList;
import java.util.List;

/**
 * What a session carried so far, and how well. Bytes and packets are counted from the beginning: whoever asks twice makes rates of
 * them. A count that went back began anew, with another peer connection.
 */
public record MediaStatistics(List<Published> publications, List<Receiving> receivers) {
    /** In place of a round-trip time: none is known. */
    public static final long UNKNOWN = -1;

    /** Of a session with nobody in it. */
    public static final MediaStatistics NOTHING = new MediaStatistics(List.of(), List.of());

    public MediaStatistics {
        publications = List.copyOf(publications);
        receivers = List.copyOf(receivers);
    }

    /**
     * What came of one publication.
     *
     * @param publication its {@link Publication#id}
     * @param audioBytes RTP packets of sound, retransmissions apart
     * @param videoBytes RTP packets of pictures, of all layers, retransmissions apart
     * @param expectedPackets how many should have come, by their numbers
     * @param lostPackets how many of them did not come the first time
     * @param roundTripNanos to the publisher and back, {@link #UNKNOWN} before anything was lost: nothing else shows it
     * @param layers of its video, the smallest first; with one entry where there is but one
     */
    public record Published(
            String publication,
            PeerState state,
            long audioBytes,
            long videoBytes,
            long expectedPackets,
            long lostPackets,
            long roundTripNanos,
            List<Layer> layers) {
        public Published {
            layers = List.copyOf(layers);
        }
    }

    /**
     * One spatial layer of a video.
     *
     * @param width in pixels, 0 while unknown
     * @param height in pixels, 0 while unknown
     * @param framesPerSecond of about the last second
     * @param bitsPerSecond of about the last second, with the layers it needs; 0: does not flow
     */
    public record Layer(int width, int height, int framesPerSecond, long bitsPerSecond) {}

    /**
     * One peer connection that is sent to.
     *
     * @param receiver unique in this server
     * @param availableBitsPerSecond what its path is thought to carry
     * @param sentBitsPerSecond what is sent to it, of about the last second
     * @param lossFraction of what was sent lately, 0 to 1
     * @param roundTripNanos {@link #UNKNOWN} before its first report
     */
    public record Receiving(
            String receiver,
            PeerState state,
            long availableBitsPerSecond,
            long sentBitsPerSecond,
            double lossFraction,
            long roundTripNanos,
            List<Forwarded> subscriptions) {
        public Receiving {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /**
     * One subscription.
     *
     * @param subscription its {@link Subscription#id}
     * @param publication what it reads from
     * @param audioBytes payload of sound sent to it
     * @param videoBytes payload of pictures sent to it
     * @param spatial the layer that it gets, as in {@link Published#layers}; −1: no picture
     * @param temporal the highest temporal layer that it gets; −1: no picture
     * @param quality what the bandwidth allows
     */
    public record Forwarded(
            String subscription,
            String publication,
            long audioBytes,
            long videoBytes,
            int spatial,
            int temporal,
            VideoQuality quality) {}

    /** Both together. */
    public MediaStatistics and(MediaStatistics other) {
        List<Published> allPublications = new ArrayList<>(publications);
        allPublications.addAll(other.publications);
        List<Receiving> allReceivers = new ArrayList<>(receivers);
        allReceivers.addAll(other.receivers);
        return new MediaStatistics(allPublications, allReceivers);
    }
}
