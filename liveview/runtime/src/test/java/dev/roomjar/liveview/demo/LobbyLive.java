package dev.roomjar.liveview.demo;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.render.Rendered;

/** Sets the visitor's name by a plain form. */
@Live("/")
public final class LobbyLive extends LiveView {
    @Override
    protected Rendered render() {
        return LobbyHtml.render(csrfToken(), session().get("name"));
    }

    @Override
    protected String title() {
        return "Lobby";
    }
}
