package dev.roomjar.app.room;

import dev.roomjar.liveview.JS;
import java.util.Map;

/**
 * How a person wants to see the room; their browser keeps it.
 *
 * @param speakerView who speaks is large, the others small
 * @param selfHidden they do not see themselves
 * @param unmirrored they see themselves as the others do
 * @param audioOnly they receive no pictures
 */
public record Viewing(boolean speakerView, boolean selfHidden, boolean unmirrored, boolean audioOnly) {
    static final Viewing DEFAULT = new Viewing(false, false, false, false);

    public JS toggleSpeakerView() {
        return push(new Viewing(!speakerView, selfHidden, unmirrored, audioOnly));
    }

    public JS toggleSelf() {
        return push(new Viewing(speakerView, !selfHidden, unmirrored, audioOnly));
    }

    public JS toggleMirror() {
        return push(new Viewing(speakerView, selfHidden, !unmirrored, audioOnly));
    }

    public JS toggleAudioOnly() {
        return push(new Viewing(speakerView, selfHidden, unmirrored, !audioOnly));
    }

    private static JS push(Viewing wanted) {
        return JS.push(
                "look",
                Map.of(
                        "speakerView", wanted.speakerView,
                        "selfHidden", wanted.selfHidden,
                        "unmirrored", wanted.unmirrored,
                        "audioOnly", wanted.audioOnly));
    }
}
