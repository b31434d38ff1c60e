package dev.roomjar.app.rooms;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Why somebody could not be let into a room. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
public sealed interface Refusal {

    /** Somebody else in the room has that name. */
    record NameTaken(Name name) implements Refusal {}

    /** The room holds as many people as it may. */
    record RoomFull(int people) implements Refusal {}

    /** The room is not open, and no more rooms may be. */
    record TooManyRooms(int rooms) implements Refusal {}

    /** The server has all the calls that it can carry. */
    record ServerBusy() implements Refusal {}

    /** The server is about to stop. */
    record ServerStopping() implements Refusal {}

    /** The room asks for a password, and none was given. */
    record PasswordNeeded() implements Refusal {}

    record WrongPassword() implements Refusal {}

    /** Too many wrong passwords were tried in this room of late. */
    record TooManyAttempts() implements Refusal {}

    /** The room lets nobody new in. */
    record Locked() implements Refusal {}

    /** A host has put this browser, or this name, out for good. */
    record Banned() implements Refusal {}

    /** A host did not let them in. */
    record NotLetIn() implements Refusal {}

    /** The room ended while they waited. */
    record RoomEnded() implements Refusal {}

    /** Nobody comes in here whom nothing signed brings. */
    record InvitedOnly() implements Refusal {}

    /** Somebody else than the person says what they are called. */
    record NameVouched() implements Refusal {}

    /** Too many people wait already. */
    record TooManyWaiting() implements Refusal {}
}
