package dev.roomjar.opentok.session;

import dev.roomjar.opentok.Role;
import dev.roomjar.opentok.SessionId;
import dev.roomjar.opentok.Token;
import dev.roomjar.opentok.TokenCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session with clients on it and a media server that does what the test says. */
final class Stage {
    static final SessionId SESSION_ID = SessionId.parse("1_MX4xMjM0NTY3OH4xMjcuMC4wLjF-MTcwMDAwMDAwMDAwMH5hYmN-fg")
            .orElseThrow();

    final Session session;
    final Limits limits;
    final List<Output> toMedia = new ArrayList<>();
    long now = 1_000_000;

    /** Whether the media server opens publications and subscriptions by itself. */
    boolean mediaIsWilling = true;

    private final Map<Long, List<Message>> heard = new HashMap<>();
    private final Set<Long> hungUp = new HashSet<>();
    private long lastSocket;
    private long lastId = 100;

    Stage() {
        this(Limits.defaults());
    }

    Stage(Limits limits) {
        this.limits = limits;
        this.session = new Session(limits, new Random(5));
    }

    /** A client that has entered and whose {@code connected} was taken off. */
    Client enter(String data, Role role) {
        Client client = new Client(data, role);
        client.join(null);
        client.connected = client.take(Message.Connected.class);
        return client;
    }

    Client publisher(String data) {
        return enter(data, Role.PUBLISHER);
    }

    void feed(Input input) {
        for (Output output : session.handle(input, now)) {
            switch (output) {
                case Output.Tell tell -> heard(tell.socket()).add(tell.message());
                case Output.HangUp hangUp -> hungUp.add(hangUp.socket());
                case Output.OpenPublication open
                when mediaIsWilling -> {
                    toMedia.add(open);
                    feed(new Input.PublicationOpened(open.streamId(), "answer to " + open.offer()));
                }
                case Output.OpenSubscription open
                when mediaIsWilling -> {
                    toMedia.add(open);
                    feed(new Input.SubscriptionOpened(open.subscriptionId()));
                }
                default -> toMedia.add(output);
            }
        }
    }

    /** Lets time pass, and wakes the session if it is due. */
    void pass(long millis) {
        now += millis;
        if (session.nextDeadline() <= now) {
            feed(new Input.TimePassed());
        }
    }

    <T extends Output> T mediaWas(Class<T> type) {
        return toMedia.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + toMedia));
    }

    private List<Message> heard(long socket) {
        return heard.computeIfAbsent(socket, _ -> new ArrayList<>());
    }

    /** One end of the session, on one socket at a time. */
    final class Client {
        final String data;
        final Role role;
        final String token;
        long socket;
        Message.Connected connected;

        Client(String data, Role role) {
            this.data = data;
            this.role = role;
            this.token = "token of " + data;
            this.connected = new Message.Connected(
                    0, new ConnectionInfo("nobody", 0, ""), role, List.of(), List.of(), "none", false);
        }

        /** Opens a new socket and asks in on it. */
        void join(@Nullable String resume) {
            socket = ++lastSocket;
            Token granted = new Token(SESSION_ID, role, data, List.of(), Instant.MAX);
            feed(new Input.Join(socket, 1, token, new TokenCheck.Accepted(granted), resume));
        }

        String id() {
            return connected.connection().connectionId();
        }

        long nextId() {
            return ++lastId;
        }

        void ask(Request request) {
            feed(new Input.Asked(socket, request));
        }

        /** Publishes and takes the reply off. */
        PublishedStream publish() {
            ask(offer());
            return take(Message.Published.class).stream();
        }

        /** Publishes and takes everything heard so far off. */
        PublishedStream publishAlone() {
            takeAll();
            return publish();
        }

        Request.Publish offer() {
            return new Request.Publish(
                    nextId(), "camera of " + data, "camera", true, true, new VideoDimensions(640, 480), "offer");
        }

        /** Subscribes and takes the reply off. */
        String subscribe(PublishedStream stream) {
            ask(new Request.Subscribe(nextId(), stream.streamId(), true, true));
            return take(Message.Subscribed.class).subscriptionId();
        }

        /** Takes everything heard so far off and subscribes. */
        String subscribeAlone(PublishedStream stream) {
            takeAll();
            return subscribe(stream);
        }

        void breakSocket() {
            feed(new Input.SocketLost(socket, false));
        }

        /** Everything heard on the present socket and not yet taken. */
        List<Message> heard() {
            return Stage.this.heard(socket);
        }

        /** Takes everything heard off. */
        List<Message> takeAll() {
            List<Message> all = List.copyOf(heard());
            heard().clear();
            return all;
        }

        /** Takes the next message off, which must be of the given type. */
        <T extends Message> T take(Class<T> type) {
            if (heard().isEmpty()) {
                throw new AssertionError(data + " heard nothing, but should have heard " + type.getSimpleName());
            }
            return type.cast(heard().removeFirst());
        }

        Failure takeFailure() {
            return take(Message.Failed.class).failure();
        }

        boolean isHungUp() {
            return hungUp.contains(socket);
        }
    }
}
