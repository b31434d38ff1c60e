package dev.roomjar.app.rooms;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a person in a room does. Each is checked by the room; what is not allowed changes nothing. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
public sealed interface Action permits Action.Own, HostAction {

    /** Concerns the person alone. */
    sealed interface Own extends Action {}

    /** What the microphone and the camera do now. */
    record Sources(Source microphone, Source camera) implements Own {}

    /** The browser says that it publishes this stream of camera and microphone, or (null) none any more. */
    record Streaming(@Nullable String streamId) implements Own {}

    /** The browser says that it publishes this stream of a screen, or (null) none any more. */
    record Sharing(@Nullable String streamId) implements Own {}

    record RaiseHand(boolean up) implements Own {}

    record React(Reaction reaction) implements Own {}

    record Say(String text) implements Own {}

    /** Takes back one's own message; hosts may take back any. */
    record Unsay(long number) implements Own {}

    /** Is writing a message. */
    record Type() implements Own {}

    record Rename(Name name) implements Own {}
}
