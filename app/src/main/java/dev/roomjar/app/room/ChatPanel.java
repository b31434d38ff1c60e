package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.ChatMessage;
import dev.roomjar.app.rooms.Freedom;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.LiveStream;
import dev.roomjar.liveview.render.Rendered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The room's chat; it goes on while it is closed. */
public final class ChatPanel extends LiveComponent<ChatPanel.Assigns> {
    static final String ID = "chat";
    private static final int SHOWN = 500;
    private static final Executor AFTER_A_WHILE = CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS);

    private final RoomMaster master;
    private final LiveStream<ChatLine> lines =
            LiveStream.of("messages", line -> line.message().number());

    /** What the browser shows, to know what stands above a message; the messages are the same objects in all views. */
    private final List<ChatMessage> said = new ArrayList<>();

    /** Who is writing, by seat, and which of all their strokes was the last. */
    private final Map<String, Long> writing = new LinkedHashMap<>();

    private long strokes;

    /**
     * What the chat needs to know.
     *
     * @param history what was said before this person came
     */
    public record Assigns(Words words, Scene scene, List<ChatMessage> history, boolean open) {}

    private record Stroke(String seat, long number) {}

    public ChatPanel(RoomMaster master) {
        this.master = master;
    }

    @Override
    protected void mount() {
        assigns().history().forEach(this::show);
    }

    void posted(ChatMessage message) {
        writing.remove(message.seat());
        show(message);
    }

    private void show(ChatMessage message) {
        lines.append(line(message, said.size()), SHOWN);
        said.add(message);
        if (said.size() > SHOWN) {
            said.removeFirst();
        }
    }

    void unposted(long number) {
        for (int i = 0; i < said.size(); i++) {
            if (said.get(i).number() == number) {
                said.remove(i);
                lines.deleteKey(number);
                if (i < said.size()) {
                    lines.update(line(said.get(i), i));
                }
                return;
            }
        }
    }

    /** @param at its place among the messages shown */
    private ChatLine line(ChatMessage message, int at) {
        return ChatLine.of(message, assigns().scene().own(), at > 0 ? said.get(at - 1) : null);
    }

    /** Somebody is writing, which holds for some seconds. */
    void typing(String seat) {
        Stroke stroke = new Stroke(seat, ++strokes);
        writing.put(seat, stroke.number());
        Consumer<Stroke> stopped = tell(last -> writing.remove(last.seat(), last.number()));
        AFTER_A_WHILE.execute(() -> stopped.accept(stroke));
    }

    @On
    void say(String text) {
        act(new Action.Say(text));
    }

    @On
    void unsay(long number) {
        act(new Action.Unsay(number));
    }

    @On
    void writes() {
        act(new Action.Type());
    }

    private void act(Action action) {
        master.act(assigns().scene().room().room(), assigns().scene().own(), action);
    }

    @Override
    protected Rendered render() {
        Scene scene = assigns().scene();
        return ChatPanelHtml.render(
                myself(),
                assigns().words(),
                assigns().open(),
                scene.host(),
                scene.room().may(scene.own(), Freedom.CHAT),
                lines,
                writers());
    }

    private String writers() {
        Words t = assigns().words();
        List<String> names = writing.keySet().stream()
                .flatMap(seat -> assigns().scene().room().person(seat).stream())
                .map(person -> person.name().text())
                .toList();
        return switch (names.size()) {
            case 0 -> "";
            case 1 -> t.say("chat.writing.one", names.getFirst());
            case 2 -> t.say("chat.writing.two", names.getFirst(), names.getLast());
            default -> t.say("chat.writing.many");
        };
    }
}
