package dev.roomjar.app.room;

import dev.roomjar.app.words.Words;

/** What a person before the room is told whose microphone or camera cannot be used, and what to do about it. */
final class PreviewNotice {

    private PreviewNotice() {}

    /** Empty where both can be used. */
    static String of(Words t, Devices devices) {
        DeviceState microphone = devices.microphone();
        DeviceState camera = devices.camera();
        if (microphone.usable() && camera.usable()) {
            return "";
        }
        if (microphone.usable()) {
            return trouble(t, "room.camera", camera);
        }
        if (camera.usable()) {
            return trouble(t, "room.microphone", microphone);
        }
        return microphone == camera
                ? trouble(t, "room.both", camera)
                : trouble(t, "room.camera", camera) + " " + trouble(t, "room.microphone", microphone);
    }

    private static String trouble(Words t, String device, DeviceState state) {
        return switch (state) {
            case ON, OFF -> "";
            case REFUSED -> t.say("preview.trouble.refused", t.say(device));
            case MISSING -> t.say("preview.trouble.missing", t.say(device));
            case BUSY -> t.say("preview.trouble.busy", t.say(device));
            case INSECURE -> t.say("preview.trouble.insecure", t.say(device));
        };
    }
}
