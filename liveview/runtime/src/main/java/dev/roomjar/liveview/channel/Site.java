package dev.roomjar.liveview.channel;

import dev.roomjar.liveview.render.ComponentPlace;
import dev.roomjar.liveview.render.Rendered;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the channel must know of the site whose views it drives. Used by all threads. */
public interface Site {
    /** Signs and verifies. */
    Tokens tokens();

    /** How much one page may ask. */
    Limits limits();

    /** The view at a path (percent-encoded, without query), or null if no view is there. */
    @Nullable
    Match match(String path);

    /** Makes the component for a place. */
    Component component(ComponentPlace place);

    /** A view's tree within what surrounds it. */
    Rendered surround(Map<String, String> flash, Visitor visitor, Rendered content);

    /**
     * A view found.
     *
     * @param view identifies the view and its address among those of the site
     * @param pathParams the parameters in the path, decoded
     * @param factory makes a new view
     * @param cookieless whether its pages hold the session themselves, and no cookie counts
     */
    record Match(String view, Map<String, String> pathParams, Supplier<View> factory, boolean cookieless) {}
}
