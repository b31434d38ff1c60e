package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.LiveConnection.Arrived;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A tab of a {@link LiveViewTest} visitor. It behaves as the browser would: shows what the server sends, follows redirects and
 * navigations, keeps the address. Elements are found by CSS selectors; a method that acts on an element demands exactly one.
 */
public final class LivePage implements AutoCloseable {
    private final LiveViewTest visitor;
    private final Deque<PushedEvent> pushed = new ArrayDeque<>();

    private Document document = new Document("");
    private String uri = "/";
    private int status;
    private @Nullable LiveConnection connection;
    private @Nullable ClientTree tree;
    private String topic = "";
    private String joinRef = "";
    private boolean ended;

    private record PushedEvent(String name, ObjectNode payload) {}

    LivePage(LiveViewTest visitor) {
        this.visitor = visitor;
    }

    /** Path and query in the address bar. */
    public String uri() {
        catchUp();
        return uri;
    }

    /** The HTTP status the page was loaded with. */
    public int status() {
        return status;
    }

    /** The text of the page's {@code <title>}. */
    public String title() {
        catchUp();
        return document.title();
    }

    /** The whole document as HTML. */
    public String html() {
        catchUp();
        return document.outerHtml();
    }

    /** Whether anything matches. */
    public boolean has(String selector) {
        catchUp();
        return !document.select(selector).isEmpty();
    }

    /** The text of the one element that matches. */
    public String text(String selector) {
        catchUp();
        return one(selector).text();
    }

    /** The texts of all elements that match, in the order of the page. */
    public List<String> texts(String selector) {
        catchUp();
        return document.select(selector).eachText();
    }

    /** The value of an attribute of the one element that matches; empty if it has none. */
    public String attribute(String selector, String name) {
        catchUp();
        return one(selector).attr(name);
    }

    /** Clicks the one element that matches: a {@code phx-click}, or a link. */
    public void click(String selector) {
        catchUp();
        Element element = one(selector);
        if (element.hasAttr("disabled")) {
            throw new AssertionError("\"" + selector + "\" is disabled: " + element.outerHtml());
        }
        if (element.hasAttr("phx-click")) {
            fire(element, element.attr("phx-click"));
        } else if (element.hasAttr("href")) {
            follow(element);
        } else {
            throw new AssertionError("\"" + selector + "\" has neither phx-click nor href: " + element.outerHtml());
        }
    }

    /** Submits the one form that matches, with the values it shows. */
    public void submit(String selector) {
        submit(selector, Map.of());
    }

    /** Fills fields of the one form that matches and submits it: over the socket if it has {@code phx-submit}, else by HTTP. */
    public void submit(String selector, Map<String, String> fields) {
        catchUp();
        FilledForm form = FilledForm.of(one(selector), fields);
        String handler = form.attribute("phx-submit");
        if (!handler.isEmpty()) {
            send(form, handler, null);
        } else {
            String action = form.attribute("action");
            show(visitor.post(action.isEmpty() ? uri : action, form.encoded()));
            connect();
        }
    }

    /** Changes one field of the one form that matches, as typing into it does. */
    public void change(String selector, String field, String value) {
        catchUp();
        FilledForm form = FilledForm.of(one(selector), Map.of(field, value));
        String handler = form.attribute("phx-change");
        if (handler.isEmpty()) {
            throw new AssertionError("the form \"" + selector + "\" has no phx-change");
        }
        send(form, handler, field);
    }

    /**
     * Sends an event to the view as the hook of the one element that matches would with {@code pushEvent}.
     *
     * @return the reply; empty if the server gave none
     */
    public Params hook(String selector, String event, Map<String, ?> payload) {
        return hook(selector, "", event, payload);
    }

    /**
     * Sends an event as the hook of the one element that matches would with {@code pushEventTo}.
     *
     * @param target a selector of one element, whose closest component is meant
     * @return the reply; empty if the server gave none
     */
    public Params hookTo(String selector, String target, String event, Map<String, ?> payload) {
        return hook(selector, target, event, payload);
    }

    private Params hook(String selector, String target, String event, Map<String, ?> payload) {
        catchUp();
        Element element = one(selector);
        if (!element.hasAttr("phx-hook")) {
            throw new AssertionError("\"" + selector + "\" has no phx-hook: " + element.outerHtml());
        }
        ObjectNode message = Json.object().put("type", "hook").put("event", event);
        message.set("value", Json.tree(payload));
        address(message, target);
        JsonNode reply = request("event", message).path("diff").path("r");
        return new Params(reply instanceof ObjectNode object ? object : Json.object());
    }

    /** Waits until the page is as wanted, taking in what the server sends; fails after some seconds in which nothing comes. */
    public void await(Predicate<LivePage> wanted) {
        catchUp();
        while (!wanted.test(this)) {
            Arrived frame = connection().await();
            if (frame == null) {
                throw new AssertionError("the page did not become as wanted; it is at " + uri + ":\n"
                        + document.body().html());
            }
            take(frame);
            catchUp();
        }
    }

    /** Waits for an event that the view pushes and returns its payload; each is returned once. */
    public Params awaitEvent(String name) {
        await(_ -> pushed.stream().anyMatch(event -> event.name.equals(name)));
        PushedEvent event = pushed.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
        pushed.remove(event);
        return new Params(event.payload);
    }

    /** Whether the view has ended by a fault. A browser would join again; a test wants to know. */
    public boolean crashed() {
        catchUp();
        return ended;
    }

    /** Goes to an address as typed into the address bar. */
    public void visit(String path) {
        load(path);
        connect();
    }

    /** Closes the tab. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    void load(String path) {
        show(visitor.get(path));
    }

    private void show(LiveViewTest.Loaded loaded) {
        close();
        tree = null;
        ended = false;
        uri = loaded.uri();
        status = loaded.answer().status();
        document = Jsoup.parse(loaded.answer().html());
    }

    private void connect() {
        Element main = document.selectFirst("[data-phx-main]");
        if (main == null) {
            return;
        }
        Element csrf = document.selectFirst("meta[name=csrf-token]");
        if (csrf == null) {
            throw new AssertionError(
                    "the root layout has no <meta name=\"csrf-token\" content=\"${page.csrfToken()}\">");
        }
        topic = "lv:" + main.id();
        connection = visitor.connect(csrf.attr("content"));
        join("url", null);
    }

    /** Joins, or joins again after a navigation. */
    private void join(String addressField, @Nullable String flash) {
        Element main = document.select("[data-phx-main]").getFirst();
        ObjectNode payload = Json.object()
                .put(addressField, "http://localhost" + uri)
                .put("session", main.attr("data-phx-session"))
                .put("static", main.attr("data-phx-static"))
                .put("flash", flash)
                .put("sticky", false);
        ObjectNode params = payload.putObject("params").put("_mounts", 0).put("_mount_attempts", 0);
        visitor.connectParams().forEach(params::put);
        tree = null;
        joinRef = connection().send(null, topic, "phx_join", payload);
        ObjectNode response = reply(joinRef, true);
        if (response.get("rendered") instanceof ObjectNode rendered) {
            tree = new ClientTree(rendered);
            take(rendered);
            follow(response);
        }
    }

    private ObjectNode request(String event, ObjectNode payload) {
        String ref = connection().send(joinRef, topic, event, payload);
        ObjectNode response = reply(ref, false);
        if (response.get("diff") instanceof ObjectNode diff) {
            merge(diff);
        }
        follow(response);
        return response;
    }

    private ObjectNode reply(String ref, boolean join) {
        while (true) {
            Arrived frame = connection().await();
            if (frame == null) {
                throw new AssertionError("the server did not answer");
            }
            if (!frame.event().equals("phx_reply") || !ref.equals(frame.ref())) {
                take(frame);
                if (ended) {
                    throw new AssertionError("the view at " + uri + " ended by a fault, see the log");
                }
                continue;
            }
            var response = (ObjectNode) frame.payload().path("response");
            if (frame.payload().path("status").asText().equals("error")) {
                refused(response, join);
            }
            return response;
        }
    }

    private void refused(ObjectNode response, boolean join) {
        String reason = response.path("reason").asText();
        if (reason.equals("reload")) {
            visitor.setCookie(
                    "__phoenix_reload_status__", response.path("token").asText());
            load(uri);
        } else if (!reason.isEmpty()) {
            throw new AssertionError("the " + (join ? "join" : "event") + " at " + uri + " was refused: " + reason);
        } else {
            follow(response);
        }
    }

    /** Takes in all that has arrived. */
    private void catchUp() {
        while (connection != null) {
            Arrived frame = connection.poll();
            if (frame == null) {
                endComponents();
                return;
            }
            take(frame);
        }
    }

    /** Tells the server, as the client does, which components are no longer on the page. */
    private void endComponents() {
        if (tree == null || ended || tree.unshownComponents().isEmpty()) {
            return;
        }
        Set<Integer> gone = tree.unshownComponents();
        request("cids_will_destroy", cids(gone));
        if (tree != null) {
            gone.retainAll(tree.unshownComponents());
        }
        List<Integer> forgotten = new ArrayList<>();
        request("cids_destroyed", cids(gone)).path("cids").forEach(cid -> forgotten.add(cid.asInt()));
        if (tree != null) {
            tree.forget(forgotten);
        }
    }

    private static ObjectNode cids(Set<Integer> numbers) {
        ObjectNode message = Json.object();
        message.set("cids", Json.MAPPER.valueToTree(numbers));
        return message;
    }

    private void take(Arrived frame) {
        if (!joinRef.equals(frame.joinRef())) {
            return;
        }
        switch (frame.event()) {
            case "diff" -> merge(frame.payload());
            case "live_patch" -> uri = frame.payload().path("to").asText();
            case "redirect", "live_redirect" -> {
                ObjectNode leave = Json.object();
                leave.set(frame.event(), frame.payload());
                follow(leave);
            }
            case "phx_error" -> ended = true;
            default -> {
                // A close after a navigation, or a late reply: nothing to show.
            }
        }
    }

    private void merge(ObjectNode diff) {
        if (tree == null) {
            throw new AssertionError("a diff came before the join's answer");
        }
        tree.merge(diff);
        take(diff);
    }

    private void take(ObjectNode message) {
        if (tree != null) {
            document.select("[data-phx-main]").getFirst().html(tree.html());
        }
        if (message.hasNonNull("t")) {
            document.title(message.get("t").asText());
        }
        message.path("e")
                .forEach(event -> pushed.add(new PushedEvent(
                        event.get(0).asText(), event.get(1) instanceof ObjectNode payload ? payload : Json.object())));
    }

    private void follow(ObjectNode response) {
        JsonNode redirect = response.get("redirect");
        JsonNode navigate = response.get("live_redirect");
        if (redirect != null) {
            if (redirect.hasNonNull("flash")) {
                visitor.setCookie("__phoenix_flash__", redirect.get("flash").asText());
            }
            visit(redirect.path("to").asText());
        } else if (navigate != null) {
            uri = navigate.path("to").asText();
            join("redirect", navigate.path("flash").textValue());
        } else if (response.has("live_patch")) {
            uri = response.path("live_patch").path("to").asText();
        }
    }

    private void follow(Element link) {
        String href = link.attr("href");
        switch (link.attr("data-phx-link")) {
            case "patch" -> patch(href);
            case "redirect" -> {
                uri = href;
                join("redirect", null);
            }
            default -> visit(href);
        }
    }

    private void patch(String href) {
        uri = href;
        ObjectNode response = request("live_patch", Json.object().put("url", "http://localhost" + href));
        if (response.path("link_redirect").asBoolean()) {
            join("redirect", null);
        }
    }

    /** A {@code phx-click}: the name of an event, or commands. */
    private void fire(Element element, String handler) {
        ObjectNode value = Json.object();
        element.attributes().forEach(attribute -> {
            if (attribute.getKey().startsWith("phx-value-")) {
                value.put(attribute.getKey().substring("phx-value-".length()), attribute.getValue());
            }
        });
        if (element.hasAttr("value")) {
            value.put("value", element.attr("value"));
        }
        carryOut(element, handler, (event, given, target) -> {
            ObjectNode all = value.deepCopy();
            given.properties().forEach(each -> all.set(each.getKey(), each.getValue()));
            ObjectNode message = Json.object().put("type", "click").put("event", event);
            message.set("value", all);
            address(message, target);
            request("event", message);
        });
    }

    private void send(FilledForm form, String handler, @Nullable String changed) {
        carryOut(form.element(), handler, (event, _, target) -> {
            ObjectNode message = form.event(event, changed);
            address(message, target);
            request("event", message);
        });
    }

    /** An event that commands of {@link JS} send. */
    private interface Push {
        void send(String event, JsonNode value, String target);
    }

    /** Carries out a handler: the name of an event, or commands of {@link JS}, of which those count that reach the server. */
    private void carryOut(Element element, String handler, Push push) {
        String ownTarget = element.attr("phx-target");
        if (!handler.startsWith("[")) {
            push.send(handler, Json.object(), ownTarget);
            return;
        }
        for (JsonNode command : Json.parse(handler)) {
            JsonNode arguments = command.path(1);
            switch (command.path(0).asText()) {
                case "push" ->
                    push.send(
                            arguments.path("event").asText(),
                            arguments.path("value"),
                            arguments.path("target").asText(ownTarget));
                case "navigate" -> {
                    uri = arguments.path("href").asText();
                    join("redirect", null);
                }
                case "patch" -> patch(arguments.path("href").asText());
                case "exec" -> {
                    Element other =
                            arguments.has("to") ? one(arguments.path("to").asText()) : element;
                    carryOut(other, other.attr(arguments.path("attr").asText()), push);
                }
                default -> {
                    // What only changes the browser's own document is not seen here.
                }
            }
        }
    }

    /**
     * Addresses an event to a component.
     *
     * @param target its number, or a selector of one element within it; empty for the view
     */
    private void address(ObjectNode message, String target) {
        if (target.isEmpty()) {
            return;
        }
        boolean number = target.chars().allMatch(Character::isDigit);
        Element inside = one(number ? "[data-phx-component=" + target + "]" : target);
        Element component = inside.closest("[data-phx-component]");
        if (component != null) {
            message.put("cid", Integer.parseInt(component.attr("data-phx-component")));
        }
    }

    private Element one(String selector) {
        var found = document.select(selector);
        if (found.size() != 1) {
            throw new AssertionError("\"" + selector + "\" matches " + found.size() + " elements of the page at " + uri
                    + ":\n" + document.body().html());
        }
        return found.getFirst();
    }

    private LiveConnection connection() {
        if (connection == null) {
            throw new AssertionError("the page at " + uri + " is not connected");
        }
        return connection;
    }
}
