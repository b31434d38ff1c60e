package dev.roomjar.opentok.signalling;

/** Watches over a socket: asks for a sign of life at intervals, and says when there was none for too long. No clock here. */
final class Heartbeat {
    /** What is due. */
    enum Due {
        NOTHING,
        PING,
        GIVE_UP
    }

    private final long pingMillis;
    private final long idleMillis;
    private long lastHeard;
    private long lastPing;

    Heartbeat(SignallingOptions options, long nowMillis) {
        this.pingMillis = options.pingInterval().toMillis();
        this.idleMillis = options.idleTimeout().toMillis();
        this.lastHeard = nowMillis;
        this.lastPing = nowMillis;
    }

    void heard(long nowMillis) {
        lastHeard = nowMillis;
    }

    Due due(long nowMillis) {
        if (nowMillis - lastHeard >= idleMillis) {
            return Due.GIVE_UP;
        }
        if (nowMillis - lastPing >= pingMillis) {
            lastPing = nowMillis;
            return Due.PING;
        }
        return Due.NOTHING;
    }

    /** How long until something may be due: at least 1 ms. */
    long delay(long nowMillis) {
        return Math.max(1, Math.min(lastPing + pingMillis, lastHeard + idleMillis) - nowMillis);
    }
}
