package dev.roomjar.liveview.team;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;

/** What is said, to whom, and how chats are reached as actors. */
public final class ChatRoom {
    private final List<Consumer<Line>> subscribers = new CopyOnWriteArrayList<>();
    private final List<Line> history = new CopyOnWriteArrayList<>();
    private final List<ActorRef<Line>> inboxes = new CopyOnWriteArrayList<>();
    private final AtomicInteger last = new AtomicInteger();

    /** Something said. */
    public record Line(int number, String name, String text) {}

    Line line(String name, String text) {
        return new Line(last.incrementAndGet(), name, text);
    }

    /** Tells everybody. */
    public void say(String name, String text) {
        Line line = line(name, text);
        history.add(line);
        subscribers.forEach(subscriber -> subscriber.accept(line));
    }

    /** How many listen. */
    public int listeners() {
        return subscribers.size();
    }

    /** The inboxes of all chats that there were. */
    public List<ActorRef<Line>> inboxes() {
        return inboxes;
    }

    List<Line> history() {
        return history;
    }

    Runnable subscribe(Consumer<Line> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    void inbox(ActorRef<Line> inbox) {
        inboxes.add(inbox);
    }
}
