package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.ChatMessage;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.LiveStream;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;

/** The room's chat; it goes on while it is closed. */
public final class ChatPanel extends LiveComponent<ChatPanel.Assigns> {
    static final String ID = "chat";
    private static final int SHOWN = 500;

    private final RoomMaster master;
    private final LiveStream<ChatMessage> messages = LiveStream.of("messages", ChatMessage::number);

    /**
     * What the chat needs to know.
     *
     * @param history what was said before this person came
     */
    public record Assigns(Words words, Scene scene, List<ChatMessage> history, boolean open) {}

    public ChatPanel(RoomMaster master) {
        this.master = master;
    }

    @Override
    protected void mount() {
        messages.appendAll(assigns().history());
    }

    void posted(ChatMessage message) {
        messages.append(message, SHOWN);
    }

    void unposted(long number) {
        messages.deleteKey(number);
    }

    void typing(String seat) {}

    @On
    void say(String text) {
        act(new Action.Say(text));
    }

    private void act(Action action) {
        master.act(assigns().scene().room().room(), assigns().scene().own(), action);
    }

    @Override
    protected Rendered render() {
        return ChatPanelHtml.render(myself(), assigns().words(), assigns().open(), messages);
    }
}
