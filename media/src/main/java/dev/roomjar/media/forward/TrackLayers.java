package dev.roomjar.media.forward;

/** The layers of a track: its encodings, or where it has but one the layers of that. */
final class TrackLayers implements Layers {
    private final PublishedTrack track;

    TrackLayers(PublishedTrack track) {
        this.track = track;
    }

    private boolean isSimulcast() {
        return track.order().length > 1;
    }

    @Override
    public int spatialLayers() {
        PublishedEncoding[] order = track.order();
        return order.length == 1 ? order[0].reader().spatialLayers() : Math.max(1, order.length);
    }

    @Override
    public int temporalLayers(int spatial) {
        PublishedEncoding encoding = encoding(spatial);
        return encoding == null ? 1 : encoding.reader().temporalLayers();
    }

    @Override
    public long bitsPerSecond(int spatial, int temporal) {
        PublishedEncoding encoding = encoding(spatial);
        if (encoding == null || !track.isFlowing(encoding, track.now())) {
            return 0;
        }
        return encoding.rates().bitsPerSecond(cell(encoding, spatial, temporal), track.now());
    }

    @Override
    public int framesPerSecond(int spatial, int temporal) {
        PublishedEncoding encoding = encoding(spatial);
        if (encoding == null || !track.isFlowing(encoding, track.now())) {
            return 0;
        }
        return encoding.rates().framesPerSecond(cell(encoding, spatial, temporal), track.now());
    }

    @Override
    public int width(int spatial) {
        PublishedEncoding encoding = encoding(spatial);
        return encoding == null ? 0 : encoding.reader().width(layer(encoding, spatial));
    }

    @Override
    public int height(int spatial) {
        PublishedEncoding encoding = encoding(spatial);
        return encoding == null ? 0 : encoding.reader().height(layer(encoding, spatial));
    }

    @Override
    public boolean switchesAtOnce() {
        return !isSimulcast()
                && spatialLayers() > 1
                && track.order()[0].reader().isLowerNeeded();
    }

    private @org.jspecify.annotations.Nullable PublishedEncoding encoding(int spatial) {
        PublishedEncoding[] order = track.order();
        if (order.length == 0 || spatial < 0 || spatial >= spatialLayers()) {
            return null;
        }
        return isSimulcast() ? order[spatial] : order[0];
    }

    /** The spatial layer inside an encoding. */
    private int layer(PublishedEncoding encoding, int spatial) {
        return isSimulcast() ? encoding.reader().spatialLayers() - 1 : spatial;
    }

    private int cell(PublishedEncoding encoding, int spatial, int temporal) {
        int highest = encoding.reader().temporalLayers() - 1;
        return Cells.index(layer(encoding, spatial), Math.clamp(temporal, 0, highest));
    }
}
