package dev.roomjar.media.audio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The speakers of one session: who speaks now, and who is heard. Driven by packets alone: in silence nothing changes. Allocates
 * nothing per packet. Thread rule: the session's loop.
 */
public final class Speakers {
    /** How often the order is looked at. */
    static final long UPDATE_NANOS = 100_000_000;

    /** Another must be louder for so long before the floor changes: a cough or a door is not. */
    static final long CHALLENGE_NANOS = 300_000_000;

    /** A change of floor stands at least this long, unless the one who has it fell silent. */
    static final long HOLD_NANOS = 1_000_000_000;

    /** One who spoke so lately keeps being heard: pauses between words are shorter. A place in silence is missed by nobody. */
    static final long AUDIBLE_HOLD_NANOS = 600_000_000;

    private static final double SPEAKING = 3;
    private static final double LOUDER_FACTOR = 1.25;
    private static final double LOUDER_BY = 3;
    private static final double DISPLACING_BY = 6;

    private final int audibleAtOnce;
    private final List<Speaker> all = new ArrayList<>();
    private final List<Speaker> recent = new ArrayList<>();
    private int audible;
    private @Nullable Speaker challenger;
    private long challengedAt;
    private long changedAt;
    private long updatedAt;
    private boolean changed;

    /** @param audibleAtOnce how many are forwarded at most, at least 1 */
    public Speakers(int audibleAtOnce) {
        if (audibleAtOnce < 1) {
            throw new IllegalArgumentException("audible at once is " + audibleAtOnce + "; write at least 1");
        }
        this.audibleAtOnce = audibleAtOnce;
    }

    /** Adds one who may speak. */
    public Speaker add(String name) {
        Speaker speaker = new Speaker(name);
        all.add(speaker);
        return speaker;
    }

    /** Removes one who left; who else is heard in their place shows with the next packets. */
    public void remove(Speaker speaker) {
        all.remove(speaker);
        if (speaker.audible) {
            speaker.audible = false;
            audible--;
        }
        changed |= recent.remove(speaker);
        if (challenger == speaker) {
            challenger = null;
        }
    }

    /**
     * Takes the level of a packet.
     *
     * @param level as RFC 6464 has it: 0 for overload to 127 for silence, in −dBov, or {@link Speaker#UNKNOWN_LEVEL}
     * @return whether to forward the packet
     */
    public boolean heard(Speaker speaker, int level, long nowNanos) {
        boolean speech = speaker.heard(level, nowNanos);
        if (!speaker.audible) {
            admit(speaker, speech, nowNanos);
        }
        return speaker.audible;
    }

    private void admit(Speaker speaker, boolean speech, long nowNanos) {
        if (audible < audibleAtOnce) {
            speaker.audible = true;
            audible++;
            return;
        }
        Speaker other = speech ? displaceable(speaker, nowNanos) : null;
        if (other != null) {
            other.audible = false;
            speaker.audible = true;
        }
    }

    /** Who is heard and spoke longest ago, or else, with all of them speaking, the softest if this one is clearly louder. */
    private @Nullable Speaker displaceable(Speaker by, long nowNanos) {
        Speaker idlest = null;
        Speaker softest = null;
        for (int i = 0; i < all.size(); i++) {
            Speaker other = all.get(i);
            if (!other.audible) {
                continue;
            }
            if (!other.spokeSince(nowNanos - AUDIBLE_HOLD_NANOS)
                    && (idlest == null || other.activeAt() < idlest.activeAt())) {
                idlest = other;
            }
            if (softest == null || other.longTerm(nowNanos) < softest.longTerm(nowNanos)) {
                softest = other;
            }
        }
        if (idlest != null || softest == null) {
            return idlest;
        }
        return by.longTerm(nowNanos) > softest.longTerm(nowNanos) * LOUDER_FACTOR + DISPLACING_BY ? softest : null;
    }

    /** Looks at who speaks, where that is due; returns whether {@link #recent} changed since this was last true. */
    public boolean update(long nowNanos) {
        if (nowNanos - updatedAt >= UPDATE_NANOS) {
            updatedAt = nowNanos;
            challenge(nowNanos);
        }
        boolean result = changed;
        changed = false;
        return result;
    }

    private void challenge(long nowNanos) {
        Speaker loudest = null;
        for (int i = 0; i < all.size(); i++) {
            Speaker speaker = all.get(i);
            if (speaker.shortTerm(nowNanos) > SPEAKING
                    && (loudest == null || speaker.longTerm(nowNanos) > loudest.longTerm(nowNanos))) {
                loudest = speaker;
            }
        }
        Speaker dominant = recent.isEmpty() ? null : recent.getFirst();
        if (loudest == null || loudest == dominant || !isLouder(loudest, dominant, nowNanos)) {
            challenger = null;
        } else if (challenger != loudest) {
            challenger = loudest;
            challengedAt = nowNanos;
        } else if (nowNanos - challengedAt >= CHALLENGE_NANOS) {
            take(loudest, nowNanos);
        }
    }

    private boolean isLouder(Speaker speaker, @Nullable Speaker dominant, long nowNanos) {
        if (dominant == null) {
            return true;
        }
        boolean silent = dominant.shortTerm(nowNanos) < SPEAKING;
        return (silent || nowNanos - changedAt >= HOLD_NANOS)
                && speaker.longTerm(nowNanos) > dominant.longTerm(nowNanos) * LOUDER_FACTOR + LOUDER_BY;
    }

    private void take(Speaker speaker, long nowNanos) {
        recent.remove(speaker);
        recent.addFirst(speaker);
        challenger = null;
        changedAt = nowNanos;
        changed = true;
    }

    /** The names of those who had the floor, the one who has it first, then who had it before; who left is missing. */
    public List<String> recent() {
        return recent.stream().map(Speaker::name).toList();
    }
}
