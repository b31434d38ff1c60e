package dev.roomjar.app.room;

import dev.roomjar.liveview.JS;
import java.util.Map;

/**
 * The button that switches the microphone or the camera. The page's own media follow at once, by an event to the hook;
 * the server, and through it everybody else, by a push.
 */
public record Switch(String id, DeviceState state, String wordOn, String wordOff, String icon, String shortcut) {

    static Switch microphone(DeviceState state) {
        return new Switch("microphone", state, "Mute", "Unmute", "mic", "Alt+M");
    }

    static Switch camera(DeviceState state) {
        return new Switch("camera", state, "Stop camera", "Start camera", "video", "Alt+C");
    }

    public boolean on() {
        return state == DeviceState.ON;
    }

    /** Switched off by the person, not missing. */
    public boolean off() {
        return state == DeviceState.OFF;
    }

    public boolean disabled() {
        return !state.usable();
    }

    /** What pressing it does. */
    public String word() {
        return state == DeviceState.OFF ? wordOff : wordOn;
    }

    public String iconName() {
        return on() ? icon : icon + "-off";
    }

    public String tooltip() {
        return disabled() ? "No " + id : word() + " (" + shortcut.replace("+", " ") + ")";
    }

    public JS press() {
        Map<String, Boolean> to = Map.of("on", !on());
        return JS.js().dispatch("roomjar:" + id, "#publisher-div", to).thenPush("switch_" + id, to);
    }
}
