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
 * @param vouched whether somebody else than the person says that this is their name, and what they are: then nobody else may
 *     have it, and the secret is the person's, not the browser's
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
        boolean vouched,
        Opening opening) {

    /** Somebody without password or invitation, with microphone and camera on. */
    public static Arrival of(Name person, String secret) {
        return new Arrival(person, secret, "", null, Source.ON, Source.ON, true, false, Opening.PUBLIC);
    }

    public Arrival withPassword(String typed) {
        return new Arrival(person, secret, typed, invitedAs, microphone, camera, attended, vouched, opening);
    }

    public Arrival invited(@Nullable Standing as) {
        return new Arrival(person, secret, password, as, microphone, camera, attended, vouched, opening);
    }

    public Arrival with(Source newMicrophone, Source newCamera) {
        return new Arrival(person, secret, password, invitedAs, newMicrophone, newCamera, attended, vouched, opening);
    }

    public Arrival opening(Opening wished) {
        return new Arrival(person, secret, password, invitedAs, microphone, camera, attended, vouched, wished);
    }

    /** Somebody whom somebody else vouches for. */
    public Arrival vouchedFor() {
        return new Arrival(person, secret, password, invitedAs, microphone, camera, attended, true, opening);
    }

    /** The same person by another name. */
    Arrival named(Name name) {
        return new Arrival(name, secret, password, invitedAs, microphone, camera, attended, vouched, opening);
    }

    /** Whether something signed brings them: an invitation, or for a machine its token. */
    boolean invited() {
        return invitedAs != null || !attended;
    }

    /** Whether they can come to be a host by being first, or the one who is left. */
    boolean mayInherit() {
        return attended && !(vouched && invitedAs == Standing.GUEST);
    }

    /** A machine, such as an encoder. */
    public Arrival unattended() {
        return new Arrival(person, secret, password, invitedAs, microphone, camera, false, vouched, opening);
    }

    @Override
    public String toString() {
        return "Arrival[" + person + "]";
    }
}
