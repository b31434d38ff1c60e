package dev.roomjar.app.rooms;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who asks to come in, and what they bring.
 *
 * @param secret the same for all pages of one browser, known to nobody else
 * @param password what they typed for the room's password, empty for nothing
 * @param invitedAs what a valid invitation makes them, null without one. Whoever is invited is asked for no password and
 *     need not wait
 * @param microphone how they come in; what the room does not allow comes in off
 * @param attended whether a person sits there, who can be a host; false for a machine
 * @param opening how the room is to be, should it open for them
 */
public record Arrival(
        Name person,
        String secret,
        String password,
        @Nullable Standing invitedAs,
        Source microphone,
        Source camera,
        boolean attended,
        Opening opening) {

    /** Somebody without password or invitation, with microphone and camera on. */
    public static Arrival of(Name person, String secret) {
        return new Arrival(person, secret, "", null, Source.ON, Source.ON, true, Opening.PUBLIC);
    }

    public Arrival withPassword(String typed) {
        return new Arrival(person, secret, typed, invitedAs, microphone, camera, attended, opening);
    }

    public Arrival invited(@Nullable Standing as) {
        return new Arrival(person, secret, password, as, microphone, camera, attended, opening);
    }

    public Arrival with(Source newMicrophone, Source newCamera) {
        return new Arrival(person, secret, password, invitedAs, newMicrophone, newCamera, attended, opening);
    }

    public Arrival opening(Opening wished) {
        return new Arrival(person, secret, password, invitedAs, microphone, camera, attended, wished);
    }

    /** A machine, such as an encoder. */
    public Arrival unattended() {
        return new Arrival(person, secret, password, invitedAs, microphone, camera, false, opening);
    }

    @Override
    public String toString() {
        return "Arrival[" + person + "]";
    }
}
