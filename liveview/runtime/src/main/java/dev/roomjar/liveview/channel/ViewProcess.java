package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.ClientMessage.ToView;
import dev.roomjar.liveview.channel.ServerFrame.Push;
import dev.roomjar.liveview.channel.ServerFrame.Reply;
import dev.roomjar.liveview.channel.View.UnfitEventException;
import dev.roomjar.liveview.channel.ViewHost.Leave;
import dev.roomjar.liveview.channel.ViewHost.Navigate;
import dev.roomjar.liveview.channel.ViewHost.Patch;
import dev.roomjar.liveview.channel.ViewHost.Redirect;
import dev.roomjar.liveview.render.Diff;
import dev.roomjar.liveview.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one connected view, without threads or sockets: a message goes in, frames come out in the order the client
 * needs. Each message runs the same course: call the view, follow its patches, then either leave or send what has changed.
 * After {@link #ended} is true nothing may go in. Used by one thread at a time.
 */
final class ViewProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ViewProcess.class);

    /** The client warns in its console when this is not its own version. */
    private static final String CLIENT_VERSION = "1.2.12";

    private final Site site;
    private final Site.Match match;
    private final View view;
    private final ViewHost host;
    private final ComponentSet components;
    private final String topic;
    private final String joinRef;
    private final LiveCounters counters;
    private final Consumer<ServerFrame> output;

    private Location location;
    private @Nullable Rendered shown;
    private @Nullable String title;
    private boolean ended;

    ViewProcess(
            Site site,
            Site.Match match,
            Location location,
            ViewHost host,
            String topic,
            String joinRef,
            LiveCounters counters,
            Consumer<ServerFrame> output) {
        this.site = site;
        this.match = match;
        this.view = match.factory().get();
        this.location = location;
        this.host = host;
        this.components = new ComponentSet(host, site::component);
        host.components(components);
        this.topic = topic;
        this.joinRef = joinRef;
        this.counters = counters;
        this.output = output;
    }

    boolean ended() {
        return ended;
    }

    /** Mounts the view and answers the join. */
    void join(String ref) {
        try {
            view.mount(host, location);
            if (host.leave() == null) {
                view.handleParams(location);
            }
            List<Patch> patches = followPatches();
            Leave leave = host.leave();
            if (leave != null) {
                ended = true;
                output.accept(new Reply(joinRef, ref, topic, false, leaveJson(leave, host.takeEvents())));
                return;
            }
            output.accept(new Reply(joinRef, ref, topic, true, joined(patches)));
            counters.increment(LiveCounter.JOINS);
        } catch (Throwable e) {
            joinFailed(ref, e);
        }
    }

    /** Handles a message of the page; each is answered exactly once, since the client waits for the answer. */
    void handle(ToView message) {
        switch (message) {
            case ClientMessage.Event e -> event(e);
            case ClientMessage.LivePatch p -> livePatch(p);
            case ClientMessage.ComponentsLeft c -> componentsLeft(c);
            case ClientMessage.Leave l -> {
                ended = true;
                output.accept(ServerFrame.done(l.joinRef(), l.ref(), topic));
                output.accept(ServerFrame.closed(joinRef, topic));
            }
            case ClientMessage.Unsupported u ->
                output.accept(ServerFrame.refused(u.joinRef(), u.ref(), topic, "unsupported"));
        }
    }

    /** Runs something that changes the view's state. */
    void run(Runnable task) {
        attempt("a message", () -> {
            task.run();
            settle(null, null);
        });
    }

    /** Renders again though nothing has happened: the template is new. */
    void renderAgain() {
        attempt("rendering a changed template", () -> {
            host.changed();
            components.changeAll();
            settle(null, null);
        });
    }

    /** Ends because another join took the topic. */
    void replaced() {
        ended = true;
        output.accept(ServerFrame.closed(joinRef, topic));
    }

    /** Ends because the page asks for too much. */
    void overLimit() {
        LOG.warn("{} at {} ended: its page sends too many messages", view.name(), location.path());
        ended = true;
        output.accept(ServerFrame.crashed(joinRef, topic));
    }

    /** Runs the view's hooks; to be called once, whatever has ended it. */
    void close() {
        ended = true;
        components.close();
        host.close();
    }

    private void event(ClientMessage.Event event) {
        String where = event.component() == 0 ? "" : " of " + components.name(event.component());
        attempt("event \"" + event.name() + "\"" + where, () -> {
            JsonNode reply = null;
            if (event.name().equals("lv:clear-flash")) {
                clearFlash(event.value());
            } else if (event.component() == 0) {
                host.changed();
                reply = view.event(event.name(), event.value());
            } else {
                reply = components.event(event);
            }
            settle(event.ref(), reply);
        });
    }

    private void componentsLeft(ClientMessage.ComponentsLeft left) {
        if (!left.gone()) {
            output.accept(ServerFrame.done(left.joinRef(), left.ref(), topic));
            return;
        }
        components.gone(left.components());
        String gone = Wire.text(Map.of("cids", left.components()));
        output.accept(new Reply(left.joinRef(), left.ref(), topic, true, gone));
    }

    private void clearFlash(ObjectNode value) {
        String kind = value.path("key").textValue();
        if (kind != null) {
            host.clearFlash(kind);
        } else {
            host.clearFlash();
        }
    }

    private void livePatch(ClientMessage.LivePatch patch) {
        String uri = Location.uriOf(patch.url());
        Site.Match there = site.match(Location.pathOf(uri));
        if (there == null || !there.view().equals(match.view())) {
            output.accept(new Reply(joinRef, patch.ref(), topic, true, "{\"link_redirect\":true}"));
            return;
        }
        attempt("patch to " + Location.pathOf(uri), () -> {
            host.clearFlash();
            location = new Location(uri, there.pathParams());
            view.handleParams(location);
            settle(patch.ref(), null);
        });
    }

    /** Carries out what the view asked for, then answers the message {@code ref}, or pushes if there was none. */
    private void settle(@Nullable String ref, @Nullable JsonNode reply) throws Exception {
        List<Patch> patches = followPatches();
        Leave leave = host.leave();
        if (leave != null) {
            leave(ref, leave);
            return;
        }
        for (Patch patch : patches) {
            output.accept(new Push(joinRef, null, topic, "live_patch", patchJson(patch)));
        }
        String diff = changes(reply);
        if (ref != null) {
            String response = diff == null ? "{}" : "{\"diff\":" + diff + "}";
            output.accept(new Reply(joinRef, ref, topic, true, response));
        } else if (diff != null) {
            output.accept(new Push(joinRef, null, topic, "diff", diff));
        }
        host.settled();
    }

    /** Calls {@code handleParams} for each patch asked for, and for those asked for by doing so. */
    private List<Patch> followPatches() throws Exception {
        var followed = new ArrayList<Patch>(0);
        for (var patches = host.takePatches(); !patches.isEmpty(); patches = host.takePatches()) {
            for (Patch patch : patches) {
                if (followed.size() == Limits.PATCHES_IN_A_ROW) {
                    throw new IllegalStateException(Limits.PATCHES_IN_A_ROW + " patches in a row, the last to "
                            + patch.to() + ": handleParams must not patch each time it is called");
                }
                followed.add(patch);
                location = within(patch.to());
                host.changed();
                if (host.leave() == null) {
                    view.handleParams(location);
                }
            }
        }
        return followed;
    }

    private Location within(String uri) {
        String address = Location.uriOf(uri);
        Site.Match there = site.match(Location.pathOf(address));
        if (there == null || !there.view().equals(match.view())) {
            throw new IllegalArgumentException("patch(\"" + uri + "\") does not lead to " + view.name()
                    + " itself: use navigate() for another view, redirect() for other pages");
        }
        return new Location(address, there.pathParams());
    }

    private void leave(@Nullable String ref, Leave leave) {
        ended = true;
        var events = host.takeEvents();
        if (!events.isEmpty()) {
            output.accept(new Push(joinRef, null, topic, "diff", eventsJson(events)));
        }
        if (ref != null) {
            output.accept(new Reply(joinRef, ref, topic, true, leaveJson(leave, List.of())));
        } else {
            output.accept(new Push(joinRef, null, topic, leaveName(leave), leaveDetails(leave)));
        }
        output.accept(ServerFrame.closed(joinRef, topic));
    }

    private String joined(List<Patch> patches) {
        String rendered = changes(null);
        host.settled();
        String patch = patches.isEmpty() ? "" : ",\"live_patch\":" + patchJson(patches.getLast());
        return "{\"rendered\":" + rendered + patch + ",\"liveview_version\":\"" + CLIENT_VERSION + "\"}";
    }

    private @Nullable String changes(@Nullable JsonNode reply) {
        Diff.Message message = rendered();
        for (var event : host.takeEvents()) {
            message.event(event.name(), event.payload().toString());
        }
        String newTitle = view.title();
        if (newTitle != null && !newTitle.equals(title)) {
            title = newTitle;
            message.title(newTitle);
        }
        if (reply != null) {
            message.reply(reply.toString());
        }
        return message.json();
    }

    /** The view is rendered only if it may have changed itself: most events of a component concern no one else. */
    private Diff.Message rendered() {
        host.rendering(true);
        try {
            Diff.Message message = Diff.message();
            boolean again = host.takeChanged() || shown == null;
            components.begin(shown, again);
            if (again) {
                Rendered tree = site.surround(host.flash(), host.visitor(), view.render());
                message.between(shown, tree, components);
                shown = tree;
            }
            components.write(message);
            return message;
        } finally {
            host.rendering(false);
        }
    }

    private static String eventsJson(List<ViewHost.PushedEvent> events) {
        Diff.Message message = Diff.message();
        events.forEach(event -> message.event(event.name(), event.payload().toString()));
        return Objects.requireNonNull(message.json());
    }

    private static String leaveName(Leave leave) {
        return switch (leave) {
            case Redirect _ -> "redirect";
            case Navigate _ -> "live_redirect";
        };
    }

    private String leaveJson(Leave leave, List<ViewHost.PushedEvent> events) {
        String before = "";
        if (!events.isEmpty()) {
            ObjectNode list = Wire.object();
            var array = list.putArray("e");
            events.forEach(event -> array.addArray().add(event.name()).add(event.payload()));
            before = ",\"events\":" + array;
        }
        return "{\"" + leaveName(leave) + "\":" + leaveDetails(leave) + before + "}";
    }

    private String leaveDetails(Leave leave) {
        ObjectNode details = Wire.object().put("to", leave.to());
        if (leave instanceof Navigate navigate) {
            details.put("kind", kind(navigate.replace()));
        }
        if (!host.newFlash().isEmpty()) {
            details.put("flash", SignedTexts.sign(site.tokens(), Tokens.Purpose.FLASH, host.newFlash()));
        }
        return details.toString();
    }

    private static String patchJson(Patch patch) {
        return Wire.object()
                .put("kind", kind(patch.replace()))
                .put("to", patch.to())
                .toString();
    }

    private static String kind(boolean replace) {
        return replace ? "replace" : "push";
    }

    private interface Step {
        void run() throws Exception;
    }

    /** A fault costs this view and nothing else. */
    private void attempt(String what, Step step) {
        try {
            step.run();
        } catch (Throwable e) {
            rethrowIfFatal(e);
            ended = true;
            report(what, e);
            output.accept(ServerFrame.crashed(joinRef, topic));
        }
    }

    private void joinFailed(String ref, Throwable e) {
        rethrowIfFatal(e);
        ended = true;
        if (e instanceof View.Refusal refusal) {
            LOG.info("{} at {} refuses the visitor: {}", view.name(), location.path(), e.getMessage());
            String token = site.tokens().sign(Tokens.Purpose.RELOAD, Integer.toString(refusal.status()));
            String response = Wire.object()
                    .put("reason", "reload")
                    .put("status", refusal.status())
                    .put("token", token)
                    .toString();
            output.accept(new Reply(joinRef, ref, topic, false, response));
        } else {
            report("mount", e);
            output.accept(ServerFrame.refused(joinRef, ref, topic, "join crashed"));
        }
    }

    private void report(String what, Throwable e) {
        counters.increment(LiveCounter.VIEW_FAULTS);
        if (e instanceof UnfitEventException unfit) {
            LOG.warn("{} at {} ended in {}: {}", view.name(), location.path(), what, unfit.getMessage());
        } else {
            LOG.error("{} at {} ended in {}", view.name(), location.path(), what, e);
        }
    }

    private static void rethrowIfFatal(Throwable e) {
        if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
            throw fatal;
        }
    }
}
