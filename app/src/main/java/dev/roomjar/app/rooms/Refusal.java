package dev.roomjar.app.rooms;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Why somebody could not be let into a room. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(Refusal.NameTaken.class),
    @JsonSubTypes.Type(Refusal.RoomFull.class),
    @JsonSubTypes.Type(Refusal.TooManyRooms.class),
    @JsonSubTypes.Type(Refusal.ServerBusy.class),
    @JsonSubTypes.Type(Refusal.ServerStopping.class)
})
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
}
