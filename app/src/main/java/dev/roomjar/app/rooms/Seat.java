package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** One person's stay in a room, with what must stay inside it. Driven by its {@link Room}. */
final class Seat {
    private final String id;
    private final String secret;
    private final ActorRef<RoomEvent> events;
    private final ActorRef<?> view;
    private final RateLimit words;
    private Name name;
    private Standing standing;
    private @Nullable String streamId;
    private @Nullable String screenId;
    private Source microphone = Source.NONE;
    private Source camera = Source.NONE;
    private long hand;
    private boolean askedToUnmute;

    /**
     * @param secret proves that a later join comes from the same browser; never leaves the room
     * @param view ends when the page does
     */
    Seat(
            String id,
            Name name,
            Standing standing,
            String secret,
            ActorRef<RoomEvent> events,
            ActorRef<?> view,
            Instant now) {
        this.id = id;
        this.name = name;
        this.standing = standing;
        this.secret = secret;
        this.events = events;
        this.view = view;
        this.words = new RateLimit(12, Duration.ofMillis(700), now);
    }

    String id() {
        return id;
    }

    Name name() {
        return name;
    }

    String secret() {
        return secret;
    }

    ActorRef<?> view() {
        return view;
    }

    boolean host() {
        return standing == Standing.HOST;
    }

    Source microphone() {
        return microphone;
    }

    Source camera() {
        return camera;
    }

    @Nullable
    String streamId() {
        return streamId;
    }

    @Nullable
    String screenId() {
        return screenId;
    }

    boolean handUp() {
        return hand > 0;
    }

    boolean mayUnmute() {
        return askedToUnmute;
    }

    void tell(RoomEvent event) {
        events.tell(event);
    }

    /** Whether the person has not written and waved too much of late. */
    boolean mayTalk(Instant now) {
        return words.take(now);
    }

    boolean rename(Name wanted) {
        boolean changed = !name.text().equals(wanted.text());
        name = wanted;
        return changed;
    }

    boolean standing(Standing wanted) {
        boolean changed = standing != wanted;
        standing = wanted;
        return changed;
    }

    boolean streaming(@Nullable String stream) {
        boolean changed = !Objects.equals(streamId, stream);
        streamId = stream;
        return changed;
    }

    boolean sharing(@Nullable String stream) {
        boolean changed = !Objects.equals(screenId, stream);
        screenId = stream;
        return changed;
    }

    boolean sources(Source newMicrophone, Source newCamera) {
        boolean changed = microphone != newMicrophone || camera != newCamera;
        microphone = newMicrophone;
        camera = newCamera;
        return changed;
    }

    /** @param order 0 for down */
    boolean hand(long order) {
        boolean changed = handUp() != order > 0;
        if (changed) {
            hand = order;
        }
        return changed;
    }

    void askToUnmute(boolean asked) {
        askedToUnmute = asked;
    }

    Person person() {
        return new Person(id, name, standing, streamId, screenId, microphone, camera, hand);
    }

    @Override
    public String toString() {
        return "Seat[" + id + ", " + name + "]";
    }
}
