package dev.roomjar.app.dashboard;

import dev.roomjar.app.words.Words;
import dev.roomjar.media.PeerState;
import dev.roomjar.media.VideoQuality;
import java.text.NumberFormat;
import java.time.Duration;

/** Figures with their units, as the operator's language writes them; a dash for what is not known. */
public final class Units {
    private static final String UNKNOWN = "–";

    private Units() {}

    /** Bits per second. */
    public static String rate(Words t, long bits) {
        if (bits < 0) {
            return UNKNOWN;
        }
        return bits < 1_000_000
                ? number(t, bits / 1_000.0, 0) + " kbit/s"
                : number(t, bits / 1_000_000.0, bits < 100_000_000 ? 1 : 0) + " Mbit/s";
    }

    /** A part of one. */
    public static String percent(Words t, double part) {
        return number(t, part * 100, part > 0 && part < 0.1 ? 1 : 0) + " %";
    }

    /** A round trip. */
    public static String millis(Words t, long nanos) {
        return nanos < 0 ? UNKNOWN : number(t, nanos / 1e6, 0) + " ms";
    }

    /** Memory. */
    public static String megabytes(Words t, long bytes) {
        return bytes < 0 ? UNKNOWN : number(t, bytes / 1_048_576.0, 0) + " MB";
    }

    /** A count. */
    public static String count(Words t, long count) {
        return number(t, (double) count, 0);
    }

    /** How long something has lasted: days only where there are some. */
    public static String span(Words t, Duration time) {
        return time.toDays() > 0
                ? t.say("dashboard.days", time.toDays()) + " " + Words.clock(time.minusDays(time.toDays()))
                : Words.clock(time);
    }

    /** How a peer connection is. */
    public static String say(Words t, PeerState state) {
        return switch (state) {
            case CONNECTING -> t.say("dashboard.state.connecting");
            case CONNECTED -> t.say("dashboard.state.connected");
            case DISCONNECTED -> t.say("dashboard.state.disconnected");
            case FAILED -> t.say("dashboard.state.failed");
            case CLOSED -> t.say("dashboard.state.closed");
        };
    }

    /** What the bandwidth allows. */
    public static String say(Words t, VideoQuality quality) {
        return switch (quality) {
            case SUFFICIENT -> t.say("dashboard.quality.sufficient");
            case AT_RISK -> t.say("dashboard.quality.risk");
            case PAUSED -> t.say("dashboard.quality.paused");
        };
    }

    private static String number(Words t, double number, int digits) {
        NumberFormat format = NumberFormat.getInstance(t.language());
        format.setMaximumFractionDigits(digits);
        return format.format(number);
    }
}
