package dev.roomjar.app.room;

/** What a person is told whose microphone or camera cannot be used: what is wrong, what to do, what it means meanwhile. */
final class DeviceNotice {

    private DeviceNotice() {}

    /** Empty where both can be used. */
    static String of(DeviceState microphone, DeviceState camera) {
        if (microphone.usable() && camera.usable()) {
            return "";
        }
        if (microphone.usable()) {
            return trouble("camera", camera) + " Until then the others hear you but do not see you.";
        }
        if (camera.usable()) {
            return trouble("microphone", microphone) + " Until then the others see you but do not hear you.";
        }
        String troubles = microphone == camera
                ? trouble("camera and microphone", camera)
                : trouble("camera", camera) + " " + trouble("microphone", microphone);
        return troubles + " Until then you see and hear the others, but they do not see or hear you.";
    }

    private static String trouble(String what, DeviceState state) {
        return switch (state) {
            case ON, OFF -> "";
            case REFUSED ->
                "Your browser does not let this page use your " + what
                        + ". Allow it at the sign beside the address, then reload the page.";
            case MISSING -> "We found no " + what + ". Plug one in, then reload the page.";
            case BUSY ->
                "We could not start your " + what
                        + ". Perhaps another program is using it: close that, then reload the page.";
            case INSECURE -> "Browsers give " + what + " only to secure pages: open this page with https.";
        };
    }
}
