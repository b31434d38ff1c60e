package dev.roomjar.app.room;

import dev.roomjar.app.rooms.ChatMessage;
import dev.roomjar.app.rooms.JoinReply.Admitted;
import dev.roomjar.app.rooms.Knock;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Reaction;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.render.Rendered;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The room as one person's page has it while they are in: what they see of it, what is open beside it, what they are told.
 * Their devices are theirs before that, too.
 */
final class Call {
    private final Page page;
    private Scene scene = Scene.NOWHERE;
    private List<ChatMessage> history = List.of();
    private Panel panel = Panel.NONE;
    private Viewing viewing = Viewing.DEFAULT;
    private boolean blocked;
    private int unread;
    private String askedBy = "";
    private String announcement = "";

    /** What a call needs of the page that it is in. */
    interface Page {
        Words words();

        boolean showsChat();

        /** Shows the person a message, once. */
        void tell(String kind, String message);

        /** Tells the page's script. */
        void push(String event, Map<String, ?> payload);

        void chat(Consumer<ChatPanel> change);
    }

    Call(Page page) {
        this.page = page;
    }

    void enter(Admitted place) {
        scene = Scene.of(place, scene.devices());
        history = place.chat();
    }

    Scene scene() {
        return scene;
    }

    Devices devices() {
        return scene.devices();
    }

    void devices(Devices devices) {
        scene = scene.devices(devices);
    }

    void happened(RoomEvent.Within event) {
        switch (event) {
            case RoomEvent.RoomUpdated(RoomState now, var knocks) -> updated(now, knocks);
            case RoomEvent.Speaking(List<String> seats) -> scene = scene.speakers(seats);
            case RoomEvent.Posted(ChatMessage message) -> posted(message);
            case RoomEvent.NotPosted() -> notPosted();
            case RoomEvent.Unposted(long number) -> page.chat(chat -> chat.unposted(number));
            case RoomEvent.Typing(String seat) -> page.chat(chat -> chat.typing(seat));
            case RoomEvent.Reacted(String seat, Reaction reaction) -> reacted(seat, reaction);
            case RoomEvent.Muted(String by) -> {
                devices(devices().microphone(false));
                switchedOff("microphone", by.isEmpty() ? "room.muted.rule" : "room.muted.by", by);
            }
            case RoomEvent.CameraStopped(String by) -> {
                devices(devices().camera(false));
                switchedOff("camera", by.isEmpty() ? "room.stopped.rule" : "room.stopped.by", by);
            }
            case RoomEvent.SharingStopped(String by) -> {
                page.push("stop_sharing", Map.of());
                tell("info", by.isEmpty() ? "room.sharing.rule" : "room.sharing.by", by);
            }
            case RoomEvent.AskedToUnmute(String by) -> askedBy = devices().microphone() == DeviceState.ON ? "" : by;
            case RoomEvent.Renamed(Name name) -> tell("info", "signon.renamed", name);
            case RoomEvent.NotRenamed(var refusal) -> page.tell("error", Refusals.sayOfRename(page.words(), refusal));
            case RoomEvent.ServerStopping(long seconds) ->
                page.tell("info", Announcement.stopping(page.words(), seconds));
        }
    }

    private void updated(RoomState now, List<Knock> knocks) {
        announcement = Announcement.between(page.words(), scene, now, knocks);
        scene = scene.room(now, knocks);
    }

    private void posted(ChatMessage message) {
        page.chat(chat -> chat.posted(message));
        if (page.showsChat() && panel != Panel.CHAT && !message.seat().equals(scene.own())) {
            unread++;
            announcement = page.words().say("chat.news", message.author());
        }
    }

    private void notPosted() {
        page.push("not_posted", Map.of());
        tell("error", "chat.unsent");
    }

    private void reacted(String seat, Reaction reaction) {
        Words t = page.words();
        scene.room().person(seat).ifPresent(person -> {
            String name = person.name().text();
            page.push("reaction", Map.of("seat", seat, "name", name, "reaction", Reactions.face(reaction)));
            announcement = t.say("stage.reacted", name, Reactions.say(t, reaction));
        });
    }

    private void switchedOff(String device, String why, String by) {
        page.push("switch_off", Map.of("device", device));
        tell("info", why, by);
    }

    private void tell(String kind, String key, Object... arguments) {
        page.tell(kind, page.words().say(key, arguments));
    }

    /** Whether what this person sends does not get through. */
    void blocked(boolean nothingGetsThrough) {
        blocked = nothingGetsThrough;
    }

    /** The person has done, or not, what they were {@linkplain RoomEvent.AskedToUnmute asked}. */
    void answered() {
        askedBy = "";
    }

    void toggle(Panel which) {
        panel = panel == which ? Panel.NONE : which;
        if (panel == Panel.CHAT) {
            unread = 0;
        }
    }

    void view(Viewing wanted) {
        viewing = wanted;
    }

    /** @param origin of the page, for links to it; empty where the browser does not say */
    Rendered render(String origin) {
        Words t = page.words();
        Switch microphone = Switch.microphone(t, devices().microphone());
        Switch camera = Switch.camera(t, devices().camera());
        boolean handUp = scene.self().filter(Person::handUp).isPresent();
        return RoomHtml.render(
                t,
                scene,
                history,
                new Bar(microphone, camera, panel, unread, handUp, viewing),
                DeviceNotice.of(t, blocked, devices()),
                askedBy,
                announcement,
                origin);
    }
}
