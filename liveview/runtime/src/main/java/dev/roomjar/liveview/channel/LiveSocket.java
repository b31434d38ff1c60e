package dev.roomjar.liveview.channel;

import dev.roomjar.liveview.channel.ClientMessage.Join;
import dev.roomjar.liveview.channel.ClientMessage.ToView;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket of a browser: hands each frame to the view whose topic it names. The network's bytes cannot make it throw.
 *
 * <p>Frames must be given by one thread at a time, in order. Views end by themselves on other threads, which is why the table
 * of channels is concurrent.
 */
public final class LiveSocket {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    private static final DispatcherSelector VIEW_DISPATCHER =
            DispatcherSelector.fromConfig("roomjar.liveview.view-dispatcher");
    private static final AtomicLong NAMES = new AtomicLong();

    private final Site site;
    private final ActorSystem<?> system;
    private final LiveCounters counters;
    private final @Nullable Visitor visitor;
    private final SocketOutput output;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>(2);
    private volatile boolean gone;

    /**
     * A socket just opened.
     *
     * @param visitor of the session cookie that came with the request; null if there was none, or the page could not prove with its
     *     CSRF token that it knows it. Without it every join is refused as stale, but those of pages that hold the session
     *     themselves
     */
    public LiveSocket(
            Site site, ActorSystem<?> system, LiveCounters counters, @Nullable Visitor visitor, SocketOutput output) {
        this.site = site;
        this.system = system;
        this.counters = counters;
        this.visitor = visitor;
        this.output = output;
        counters.increment(LiveCounter.SOCKETS_OPENED);
    }

    /**
     * Takes a text frame.
     *
     * @param nowNanos a monotonic clock's time, for the rate limit
     */
    public void text(String frame, long nowNanos) {
        if (gone) {
            return;
        }
        counters.increment(LiveCounter.FRAMES_RECEIVED);
        switch (FrameCodec.decode(frame)) {
            case ClientMessage.Heartbeat heartbeat -> send(ServerFrame.done(null, heartbeat.ref(), "phoenix"));
            case Join join -> join(join, nowNanos);
            case ToView message -> forward(message, nowNanos);
            case ClientMessage.Malformed malformed -> {
                counters.increment(LiveCounter.FRAMES_MALFORMED);
                LOG.debug("ignored a frame: {}", malformed.problem());
            }
        }
    }

    /** Takes a binary frame. The client sends these only for uploads, of which this server announces none: ignored. */
    public void binary() {
        counters.increment(LiveCounter.FRAMES_RECEIVED);
        counters.increment(LiveCounter.FRAMES_MALFORMED);
    }

    /** The socket is gone: its views end, and frames still to come are ignored. May be called repeatedly, from any thread. */
    public void closed() {
        gone = true;
        channels.values().forEach(channel -> channel.view.tell(new ViewMessage.Disconnected()));
    }

    /** Renders every view of this socket again, keeping its state. Callable from any thread. */
    public void renderAll() {
        channels.values().forEach(channel -> channel.view.tell(new ViewMessage.RenderAgain()));
    }

    private void join(Join join, long nowNanos) {
        Channel before = channels.remove(join.topic());
        if (before != null) {
            before.view.tell(new ViewMessage.Replaced());
        }
        if (!join.topic().startsWith("lv:")) {
            refuse(join, "unmatched topic");
        } else if (channels.size() >= Limits.CHANNELS) {
            refuse(join, "too many channels");
        } else {
            switch (Admission.decide(site, join, visitor)) {
                case Admission.Refused refused -> refuse(join, refused.reason());
                case Admission.Admitted admitted -> start(join, admitted, nowNanos);
            }
        }
    }

    private void refuse(Join join, String reason) {
        counters.increment(LiveCounter.JOINS_REFUSED);
        send(ServerFrame.refused(join.joinRef(), join.ref(), join.topic(), reason));
    }

    private void start(Join join, Admission.Admitted admitted, long nowNanos) {
        var behavior = ViewActor.create(
                mailbox -> process(join, admitted, mailbox), () -> ended(join.topic(), join.joinRef()));
        ActorRef<ViewMessage> view;
        try {
            view = system.systemActorOf(behavior, "live-view-" + NAMES.incrementAndGet(), VIEW_DISPATCHER);
        } catch (IllegalStateException shuttingDown) {
            LOG.debug("no view for {}", join.topic(), shuttingDown);
            refuse(join, "join crashed");
            return;
        }
        channels.put(join.topic(), new Channel(join.joinRef(), view, new RateLimit(site.limits(), nowNanos)));
        view.tell(new ViewMessage.Mount(join.ref()));
        if (gone) {
            view.tell(new ViewMessage.Disconnected());
        }
    }

    private ViewProcess process(Join join, Admission.Admitted admitted, ViewMailbox mailbox) {
        var host =
                new ViewHost(admitted.visitor(), admitted.flash(), join.params().connect(), mailbox);
        return new ViewProcess(
                site, admitted.match(), admitted.location(), host, join.topic(), join.joinRef(), counters, this::send);
    }

    private void forward(ToView message, long nowNanos) {
        Channel channel = channels.get(message.topic());
        if (channel == null) {
            send(
                    message instanceof ClientMessage.Leave
                            ? ServerFrame.done(message.joinRef(), message.ref(), message.topic())
                            : ServerFrame.refused(
                                    message.joinRef(), message.ref(), message.topic(), "unmatched topic"));
        } else if (!channel.joinRef.equals(message.joinRef())) {
            LOG.debug("ignored a message for an earlier join of {}", message.topic());
        } else if (!channel.rate.admit(nowNanos)) {
            counters.increment(LiveCounter.EVENTS_OVER_LIMIT);
            channels.remove(message.topic());
            channel.view.tell(new ViewMessage.OverLimit());
        } else {
            if (message instanceof ClientMessage.Leave) {
                channels.remove(message.topic());
            }
            channel.view.tell(new ViewMessage.FromPage(message));
        }
    }

    private void ended(String topic, String joinRef) {
        counters.increment(LiveCounter.VIEWS_ENDED);
        channels.computeIfPresent(topic, (_, channel) -> channel.joinRef.equals(joinRef) ? null : channel);
    }

    private void send(ServerFrame frame) {
        counters.increment(LiveCounter.FRAMES_SENT);
        output.send(FrameCodec.encode(frame));
    }

    private record Channel(String joinRef, ActorRef<ViewMessage> view, RateLimit rate) {}
}
