package dev.roomjar.liveview.demo;

import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.LiveView;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Html;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;

/** Shows its path parameter. */
@Live("/rooms/{room}")
public final class RoomLive extends LiveView {
    private static final Template ROOM = Template.of("room", true, "<h1>Room ", "</h1>");

    private String room = "";

    @Override
    protected void handleParams(Params params, String uri) {
        room = params.get("room");
    }

    @Override
    protected Rendered render() {
        return new Rendered(ROOM, new Object[] {Html.body(room)});
    }
}
