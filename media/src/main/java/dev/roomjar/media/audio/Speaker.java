package dev.roomjar.media.audio;

/**
 * How loud one publication was lately. Levels are in dB above its own background noise, so that a noisy room does not
 * count as speech and a soft voice is not lost beside a near microphone. Thread rule: the session's loop.
 */
public final class Speaker {
    /** In place of a level: the packet carries none. */
    public static final int UNKNOWN_LEVEL = -1;

    /** What is softer than −60 dBov is no speech, however quiet the room. */
    private static final double MIN_SPEECH = 67;

    /** The noise floor is not taken to be louder than −45 dBov: somebody who talks without pause is no noise. */
    private static final double MAX_FLOOR = 82;

    private static final double ABOVE_FLOOR = 10;

    /** A publication without level extension is taken for one that speaks softly. */
    private static final double UNKNOWN_LOUDNESS = 12;

    private static final long SHORT_NANOS = 150_000_000;
    private static final long LONG_NANOS = 1_000_000_000;
    private static final long FLOOR_RISE_NANOS = 10_000_000_000L;
    private static final long FLOOR_FALL_NANOS = 200_000_000;
    private static final long PACKET_NANOS = 20_000_000;
    private static final long MAX_STEP_NANOS = 1_000_000_000;

    private final String name;

    /** Owned by {@link Speakers}: whether its audio is forwarded. */
    boolean audible;

    private double floor = MIN_SPEECH - ABOVE_FLOOR;
    private double shortTerm;
    private double longTerm;
    private boolean everHeard;
    private long heardAt;
    private boolean everActive;
    private long activeAt;

    Speaker(String name) {
        this.name = name;
    }

    /** The name given to {@link Speakers#add}. */
    public String name() {
        return name;
    }

    /** Whether its audio is forwarded. */
    public boolean isAudible() {
        return audible;
    }

    /** Takes a packet's level; returns whether it is speech. */
    boolean heard(int level, long nowNanos) {
        long step = everHeard ? Math.clamp(nowNanos - heardAt, 0, MAX_STEP_NANOS) : PACKET_NANOS;
        everHeard = true;
        heardAt = nowNanos;
        double loudness = level == UNKNOWN_LEVEL ? UNKNOWN_LOUDNESS : loudness(127 - level, step);
        shortTerm += (loudness - shortTerm) * share(step, SHORT_NANOS);
        longTerm += (loudness - longTerm) * share(step, LONG_NANOS);
        if (loudness > 0) {
            everActive = true;
            activeAt = nowNanos;
        }
        return loudness > 0;
    }

    /** @param energy 0 for silence to 127 for overload, in dB */
    private double loudness(int energy, long step) {
        double loudness = Math.max(0, energy - Math.max(MIN_SPEECH, floor + ABOVE_FLOOR));
        long time = energy < floor ? FLOOR_FALL_NANOS : FLOOR_RISE_NANOS;
        floor = Math.min(MAX_FLOOR, floor + (energy - floor) * share(step, time));
        return loudness;
    }

    /** How far an average over {@code time} moves in a step. */
    private static double share(long step, long time) {
        return (double) step / (time + step);
    }

    /** Over the last moment. */
    double shortTerm(long nowNanos) {
        return decayed(shortTerm, SHORT_NANOS, nowNanos);
    }

    /** Over the last second. */
    double longTerm(long nowNanos) {
        return decayed(longTerm, LONG_NANOS, nowNanos);
    }

    /** One that sends nothing (DTX, a muted microphone, an outage) is silent. */
    private double decayed(double value, long time, long nowNanos) {
        long silent = nowNanos - heardAt - 3 * PACKET_NANOS;
        return silent <= 0 ? value : value * time / (time + silent);
    }

    /** When it spoke last; {@link Long#MIN_VALUE}: never. */
    long activeAt() {
        return everActive ? activeAt : Long.MIN_VALUE;
    }

    boolean spokeSince(long nanos) {
        return everActive && activeAt - nanos >= 0;
    }
}
