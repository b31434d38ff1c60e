package dev.roomjar.opentok.session;

import dev.roomjar.opentok.Role;
import org.jspecify.annotations.Nullable;

/** A connection of the session, with a socket or, for a while, without one. */
final class Member {
    private static final long NO_SOCKET = -1;

    final ConnectionInfo info;
    final Role role;
    final String token;
    final String resumeSecret;
    final RateLimit signals;

    /** The offer that waits for this client's answer. */
    Message.@Nullable Offered unanswered;

    /** Whether a receiving peer connection was opened for it. */
    boolean receiving;

    private long socket;
    private long awayUntil = Session.NEVER;

    Member(ConnectionInfo info, Role role, String token, String resumeSecret, RateLimit signals, long socket) {
        this.info = info;
        this.role = role;
        this.token = token;
        this.resumeSecret = resumeSecret;
        this.signals = signals;
        this.socket = socket;
    }

    String id() {
        return info.connectionId();
    }

    boolean isAway() {
        return socket == NO_SOCKET;
    }

    boolean isOn(long someSocket) {
        return socket == someSocket;
    }

    /** Its socket; ask {@link #isAway} first. */
    long socket() {
        return socket;
    }

    /** When its place is given up; {@link Session#NEVER} while it has a socket. */
    long awayUntil() {
        return awayUntil;
    }

    void goAway(long until) {
        socket = NO_SOCKET;
        awayUntil = until;
    }

    void comeBack(long newSocket) {
        socket = newSocket;
        awayUntil = Session.NEVER;
    }
}
