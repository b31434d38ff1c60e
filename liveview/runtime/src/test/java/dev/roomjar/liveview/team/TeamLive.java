package dev.roomjar.liveview.team;

import dev.roomjar.liveview.JS;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** People, each a component, and a chat beside them. */
@Live("/team")
public final class TeamLive extends LiveView {
    private static final JS.Transition FADE = JS.Transition.of(Duration.ofMillis(20), "fade", "clear", "opaque");

    private final List<String> people = new ArrayList<>(List.of("ann", "bob"));
    private final Consumer<String> poked = callback(name -> lastPoked = name);
    private String lastPoked = "nobody";
    private boolean chatOpen = true;
    private int rendered;

    @Override
    protected void mount(Params params) {
        params.find("people").ifPresent(names -> {
            people.clear();
            people.addAll(List.of(names.split(",")));
        });
    }

    @Override
    protected Rendered render() {
        return TeamHtml.render(List.copyOf(people), lastPoked, poked, chatOpen, ++rendered);
    }

    static JS openMenu() {
        return JS.js()
                .show("#menu", FADE, "flex")
                .toggleAttribute(JS.SELF, "aria-expanded", "true", "false")
                .pushFocus(JS.SELF)
                .focusFirst("#menu");
    }

    static JS closeMenu() {
        return JS.js()
                .hide("#menu", FADE)
                .removeAttribute("#menu-button", "aria-expanded")
                .popFocus();
    }

    @On
    void add(String name) {
        people.add(name);
    }

    @On
    void remove(String name) {
        people.remove(name);
    }

    @On
    void reverse() {
        Collections.reverse(people);
    }

    @On
    void toggleChat() {
        chatOpen = !chatOpen;
    }

    @On
    Map<String, Boolean> announce(String text) {
        return Map.of("there", component(ChatBox.class, "main", chat -> chat.print("team", text)));
    }
}
