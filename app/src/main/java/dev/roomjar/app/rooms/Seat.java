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
    private final boolean vouched;
    private final boolean mayInherit;
    private Name name;
    private Standing standing;
    private @Nullable String streamId;
    private @Nullable String screenId;
    private Source microphone = Source.NONE;
    private Source camera = Source.NONE;
    private long hand;
    private boolean askedToUnmute;

    /**
     * @param arrival its secret proves that a later join comes from the same browser; never leaves the room
     * @param view ends when the page does
     */
    Seat(String id, Arrival arrival, Standing standing, ActorRef<RoomEvent> events, ActorRef<?> view, Instant now) {
        this.id = id;
        this.name = arrival.person();
        this.standing = standing;
        this.secret = arrival.secret();
        this.vouched = arrival.vouched();
        this.mayInherit = arrival.mayInherit();
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

    /** Whether somebody else than the person says that this is their name. */
    boolean vouched() {
        return vouched;
    }

    /** Whether the person can come to be a host by being the one who is left. */
    boolean mayInherit() {
        return mayInherit;
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
        return new Person(id, name, standing, streamId, screenId, microphone, camera, vouched, hand);
    }

    @Override
    public String toString() {
        return "Seat[" + id + ", " + name + "]";
    }
}
