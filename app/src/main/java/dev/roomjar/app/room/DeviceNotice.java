package dev.roomjar.app.room;

import dev.roomjar.app.words.Words;

/**
 * What a person is told whose network, microphone or camera cannot be used: what is wrong, what to do, what it means meanwhile.
 */
final class DeviceNotice {

    private DeviceNotice() {}

    /**
     * Empty where all is well.
     *
     * @param blocked whether the network lets nothing of the call through
     */
    static String of(Words t, boolean blocked, Devices devices) {
        DeviceState microphone = devices.microphone();
        DeviceState camera = devices.camera();
        if (blocked) {
            return t.say("room.trouble.network");
        }
        if (microphone.usable() && camera.usable()) {
            return "";
        }
        if (microphone.usable()) {
            return trouble(t, "room.camera", camera) + " " + t.say("room.until.seen");
        }
        if (camera.usable()) {
            return trouble(t, "room.microphone", microphone) + " " + t.say("room.until.heard");
        }
        String troubles = microphone == camera
                ? trouble(t, "room.both", camera)
                : trouble(t, "room.camera", camera) + " " + trouble(t, "room.microphone", microphone);
        return troubles + " " + t.say("room.until.both");
    }

    private static String trouble(Words t, String device, DeviceState state) {
        return switch (state) {
            case ON, OFF -> "";
            case REFUSED -> t.say("room.trouble.refused", t.say(device));
            case MISSING -> t.say("room.trouble.missing", t.say(device));
            case BUSY -> t.say("room.trouble.busy", t.say(device));
            case INSECURE -> t.say("room.trouble.insecure", t.say(device));
        };
    }
}
