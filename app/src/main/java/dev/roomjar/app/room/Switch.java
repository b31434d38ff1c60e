package dev.roomjar.app.room;

import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.JS;
import java.util.Map;

/**
 * The button that switches the microphone or the camera. The page's own media follow at once, by an event to the hook;
 * the server, and through it everybody else, by a push.
 *
 * @param word what pressing it does
 * @param missing what it says where there is no such device
 */
public record Switch(String id, DeviceState state, String word, String missing, String icon, String shortcut) {

    static Switch microphone(Words t, DeviceState state) {
        String word = t.say(state == DeviceState.OFF ? "room.microphone.unmute" : "room.microphone.mute");
        return new Switch("microphone", state, word, t.say("room.microphone.none"), "mic", "Alt+M");
    }

    static Switch camera(Words t, DeviceState state) {
        String word = t.say(state == DeviceState.OFF ? "room.camera.start" : "room.camera.stop");
        return new Switch("camera", state, word, t.say("room.camera.none"), "video", "Alt+C");
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

    public String iconName() {
        return on() ? icon : icon + "-off";
    }

    public String tooltip() {
        return disabled() ? missing : word + " (" + shortcut.replace("+", " ") + ")";
    }

    public JS press() {
        return press("#publisher-div");
    }

    /**
     * What pressing the button does.
     *
     * @param hook the selector of the element whose hook has the media
     */
    public JS press(String hook) {
        Map<String, Boolean> to = Map.of("on", !on());
        return JS.js().dispatch("roomjar:" + id, hook, to).thenPush("switch_" + id, to);
    }
}
