package dev.roomjar.liveview.team;

import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Html;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;

/** How often somebody was poked, and whether that was seen. */
public final class Badge extends LiveComponent<Integer> {
    private static final Template BADGE =
            Template.of("badge", true, "<b class=\"badge\" phx-click=\"see\" phx-target=\"", "\">", "</b>");

    private boolean seen;

    @Override
    protected void update(Integer pokes) {
        seen = false;
    }

    @Override
    protected Rendered render() {
        return new Rendered(BADGE, new Object[] {
            Html.attribute(myself()), Html.body(seen ? "seen" : assigns().toString())
        });
    }

    @On
    void see() {
        seen = true;
    }
}
