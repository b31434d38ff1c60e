package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.words.Words;

/**
 * What stands around the way in, whatever is asked there: the mirror, the settings, who one comes as.
 *
 * @param address path and query of this page, for forms that come back to it
 * @param microphone its button, and with it its state
 * @param camera its button, and with it its state
 * @param notice what is wrong with devices and what to do, empty for nothing
 * @param httpsPort where the secure page of this server is
 * @param framed whether this is a frame in another page, from which nothing leads away
 */
public record Entrance(
        Words words,
        String csrfToken,
        Name room,
        Name me,
        String address,
        Switch microphone,
        Switch camera,
        String notice,
        int httpsPort,
        boolean framed) {

    /** Whose hook has the media here. */
    public static final String MIRROR = "#mirror";

    public boolean insecure() {
        return microphone.state() == DeviceState.INSECURE;
    }
}
