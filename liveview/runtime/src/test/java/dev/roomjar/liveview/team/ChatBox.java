package dev.roomjar.liveview.team;

import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.LiveStream;
import dev.roomjar.liveview.render.Rendered;
import java.util.function.Consumer;

/** A chat that anybody can write into, with history for those who come late. */
public final class ChatBox extends LiveComponent<LiveComponent.NoAssigns> {
    private final ChatRoom room;
    private final LiveStream<ChatRoom.Line> lines = LiveStream.of("lines", ChatRoom.Line::number);
    private String draft = "";

    /** A chat of a room. */
    public ChatBox(ChatRoom room) {
        this.room = room;
    }

    @Override
    protected void mount() {
        lines.appendAll(room.history());
        if (connected()) {
            Consumer<ChatRoom.Line> arrived = tell(line -> lines.append(line, 3));
            onClose(room.subscribe(arrived));
            room.inbox(receive(ChatRoom.Line.class, line -> lines.append(line, 3)));
        }
    }

    @Override
    protected Rendered render() {
        return ChatBoxHtml.render(myself(), lines, draft);
    }

    void print(String name, String text) {
        lines.append(room.line(name, text), 3);
    }

    @On
    void say(String text) {
        draft = "";
        room.say("me", text);
    }

    @On
    void type(String text) {
        draft = text;
    }
}
