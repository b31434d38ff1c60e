package dev.roomjar.liveview.demo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** What desks subscribe to, and a record of the last desk that did. */
public final class News {
    private final List<Consumer<String>> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Desk> last = new AtomicReference<>();

    /** A message to a desk's actor. */
    public record Item(String text) {}

    /** How to reach and watch a desk. */
    public record Desk(ActorRef<?> self, ActorRef<Item> items) {}

    /** Subscribes until the result is run. */
    public Runnable subscribe(Consumer<String> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** Tells all subscribers. */
    public void publish(String line) {
        subscribers.forEach(subscriber -> subscriber.accept(line));
    }

    /** How many are subscribed. */
    public int subscribers() {
        return subscribers.size();
    }

    void desk(ActorRef<?> self, ActorRef<Item> items) {
        last.set(new Desk(self, items));
    }

    /** The desk that connected last. */
    public Desk lastDesk() {
        var desk = last.get();
        if (desk == null) {
            throw new AssertionError("no desk has connected");
        }
        return desk;
    }
}
