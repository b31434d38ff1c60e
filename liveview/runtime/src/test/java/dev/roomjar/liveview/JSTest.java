package dev.roomjar.liveview;

import static dev.roomjar.liveview.JS.SELF;
import static dev.roomjar.liveview.JS.closest;
import static dev.roomjar.liveview.JS.inner;
import static dev.roomjar.liveview.JS.js;
import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.liveview.JS.Push;
import dev.roomjar.liveview.JS.Transition;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operations and keys that js.js of the client reads. */
class JSTest {
    private static final Transition FADE =
            Transition.of(Duration.ofMillis(150), "ease  fade", "opacity-0", "opacity-100");

    @Test
    void anEventMaySayWhomToAndWhatLoads() {
        assertThat(JS.push(
                        "save",
                        Push.to(3).with(Map.of("id", 7)).andLoading("#list").asPageLoading()))
                .hasToString("""
                        [["push",{"event":"save","target":3,"loading":"#list","page_loading":true,"value":{"id":7}}]]""");
        assertThat(JS.push("save", Push.to("#chat"))).hasToString("""
                        [["push",{"event":"save","target":"#chat"}]]""");
    }

    @Test
    void elementsComeAndGoByTransitions() {
        assertThat(js().show("#menu", FADE, "flex")).hasToString("""
                        [["show",{"display":"flex","transition":[["ease","fade"],["opacity-0"],["opacity-100"]],"time":150,\
                        "to":"#menu"}]]""");
        assertThat(js().hide(SELF, FADE.nonBlocking())).hasToString("""
                        [["hide",{"transition":[["ease","fade"],["opacity-0"],["opacity-100"]],"time":150,"blocking":false}]]""");
        assertThat(js().toggle("#menu", FADE, FADE)).hasToString("""
                        [["toggle",{"ins":[["ease","fade"],["opacity-0"],["opacity-100"]],\
                        "outs":[["ease","fade"],["opacity-0"],["opacity-100"]],"time":150,"to":"#menu"}]]""");
    }

    @Test
    void classesChangeWhileATransitionPlays() {
        assertThat(js().addClass(SELF, FADE, "open").removeClass("#a", "b").toggleClass("#a", "c"))
                .hasToString("""
                        [["add_class",{"names":["open"],"transition":[["ease","fade"],["opacity-0"],["opacity-100"]],"time":150}],\
                        ["remove_class",{"names":["b"],"to":"#a"}],["toggle_class",{"names":["c"],"to":"#a"}]]""");
    }

    @Test
    void elementsAreFoundWithinAndAroundTheOneClicked() {
        assertThat(js().hide(inner(".x")).show(closest("li"))).hasToString("""
                        [["hide",{"to":{"inner":".x"}}],["show",{"to":{"closest":"li"}}]]""");
    }

    @Test
    void attributesAreSetToggledAndLeftAlone() {
        assertThat(js().setAttribute("#a", "open", "")
                        .removeAttribute("#a", "open")
                        .toggleAttribute("#a", "aria-expanded", "true", "false")
                        .ignoreAttributes(SELF, "open", "data-*"))
                .hasToString("""
                        [["set_attr",{"attr":["open",""],"to":"#a"}],["remove_attr",{"attr":"open","to":"#a"}],\
                        ["toggle_attr",{"attr":["aria-expanded","true","false"],"to":"#a"}],\
                        ["ignore_attrs",{"attrs":["open","data-*"]}]]""");
    }

    @Test
    void focusIsRememberedMovedAndGivenBack() {
        assertThat(js().pushFocus(SELF).focusFirst("#dialog").focus("#a").popFocus())
                .hasToString("""
                        [["push_focus",{}],["focus_first",{"to":"#dialog"}],["focus",{"to":"#a"}],["pop_focus",{}]]""");
    }

    @Test
    void addressesChangeWithOrWithoutAnEntryInTheHistory() {
        assertThat(js().navigate("/rooms/{room}", "a b").patchReplacing("/x")).hasToString("""
                        [["navigate",{"href":"/rooms/a%20b"}],["patch",{"href":"/x","replace":true}]]""");
    }

    @Test
    void chainsAreJoinedAndCarriedOutFromAttributes() {
        assertThat(JS.push("a")
                        .then(js().exec("data-cancel", "#dialog").dispatch("x", "#y", Map.of("n", 1), false, true)))
                .hasToString("""
                        [["push",{"event":"a"}],["exec",{"attr":"data-cancel","to":"#dialog"}],\
                        ["dispatch",{"event":"x","bubbles":false,"detail":{"n":1},"blocking":true,"to":"#y"}]]""");
    }
}
