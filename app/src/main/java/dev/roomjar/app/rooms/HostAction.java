package dev.roomjar.app.rooms;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What only hosts can do; each is written into the audit log. */
public sealed interface HostAction extends Action {

    /** Concerns one person in the room; nothing happens where that seat is gone. */
    sealed interface Towards extends HostAction {
        String seat();
    }

    /** Changes the rules of the room. */
    sealed interface Ruling extends HostAction {}

    record Mute(String seat) implements Towards {}

    /** Every guest. */
    record MuteAll() implements HostAction {}

    /** Lets the person switch the microphone on, even where guests may not, and asks them to. */
    record AskToUnmute(String seat) implements Towards {}

    record StopCamera(String seat) implements Towards {}

    record StopSharing(String seat) implements Towards {}

    record LowerHand(String seat) implements Towards {}

    record LowerAllHands() implements HostAction {}

    /** Out; may come back as a newcomer. */
    record Remove(String seat) implements Towards {}

    /** Out, and that browser and name do not come back while the room is open. */
    record Ban(String seat) implements Towards {}

    record Promote(String seat) implements Towards {}

    record Demote(String seat) implements Towards {}

    /** Shows one person large to everybody, or (null) nobody. */
    record Spotlight(@Nullable String seat) implements HostAction {}

    record Lock(boolean on) implements Ruling {}

    /** Empty for none. */
    record SetPassword(String password) implements Ruling {
        @Override
        public String toString() {
            return password.isEmpty() ? "SetPassword[none]" : "SetPassword[…]";
        }
    }

    record SetWaitingRoom(boolean on) implements Ruling {}

    record SetListed(boolean on) implements Ruling {}

    record Allow(Freedom freedom, boolean on) implements Ruling {}

    record Admit(String knock) implements HostAction {}

    record AdmitAll() implements HostAction {}

    record Deny(String knock) implements HostAction {}

    /** Runs for everybody; up to 24 hours. */
    record StartTimer(Duration length) implements HostAction {}

    record StopTimer() implements HostAction {}

    /** Ends the room for everybody. */
    record EndForAll() implements HostAction {}
}
