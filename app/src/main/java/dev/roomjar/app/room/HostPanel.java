package dev.roomjar.app.room;

import dev.roomjar.app.rooms.Freedom;
import dev.roomjar.app.rooms.HostAction;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.time.Duration;

/** The rules of the room, for hosts. */
public final class HostPanel extends LiveComponent<HostPanel.Assigns> {
    static final String ID = "room-settings";
    private static final int LONGEST_TIMER_MINUTES = 60;

    private final RoomMaster master;

    /** What the panel shows. */
    public record Assigns(Words words, Scene scene) {}

    public HostPanel(RoomMaster master) {
        this.master = master;
    }

    @On
    void lock(boolean on) {
        act(new HostAction.Lock(on));
    }

    @On("waiting_room")
    void waitingRoom(boolean on) {
        act(new HostAction.SetWaitingRoom(on));
    }

    @On
    void listed(boolean on) {
        act(new HostAction.SetListed(on));
    }

    /** Empty for none. */
    @On
    void password(String password) {
        if (password.length() <= Opening.LONGEST_PASSWORD) {
            act(new HostAction.SetPassword(password));
        }
    }

    @On
    void allow(Freedom freedom, boolean on) {
        act(new HostAction.Allow(freedom, on));
    }

    @On("start_timer")
    void startTimer(int minutes) {
        if (1 <= minutes && minutes <= LONGEST_TIMER_MINUTES) {
            act(new HostAction.StartTimer(Duration.ofMinutes(minutes)));
        }
    }

    @On("stop_timer")
    void stopTimer() {
        act(new HostAction.StopTimer());
    }

    private void act(HostAction action) {
        master.act(assigns().scene().room().room(), assigns().scene().own(), action);
    }

    @Override
    protected Rendered render() {
        return HostPanelHtml.render(
                myself(),
                assigns().words(),
                assigns().scene().room().rules(),
                assigns().scene().room().timerEnd());
    }
}
