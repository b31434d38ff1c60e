package dev.roomjar.app.rooms;

import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One person's stay in a room, with what must stay inside it.
 *
 * @param secret proves that a later join comes from the same browser; never leaves the room
 * @param view ends when the page does
 */
record Seat(
        String id,
        Name name,
        String secret,
        ActorRef<RoomEvent> events,
        ActorRef<?> view,
        @Nullable String streamId,
        Source microphone,
        Source camera) {

    Person person() {
        return new Person(id, name, streamId, microphone, camera);
    }

    Seat streaming(@Nullable String stream) {
        return new Seat(id, name, secret, events, view, stream, microphone, camera);
    }

    Seat sources(Source newMicrophone, Source newCamera) {
        return new Seat(id, name, secret, events, view, streamId, newMicrophone, newCamera);
    }

    @Override
    public String toString() {
        return "Seat[" + id + ", " + name + "]";
    }
}
