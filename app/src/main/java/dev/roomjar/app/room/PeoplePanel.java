package dev.roomjar.app.room;

import dev.roomjar.app.rooms.HostAction;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;

/** Who is here and who waits, and what hosts do about them. */
public final class PeoplePanel extends LiveComponent<PeoplePanel.Assigns> {
    static final String ID = "people";

    private final RoomMaster master;

    /** What the panel shows. */
    public record Assigns(Words words, Scene scene) {}

    public PeoplePanel(RoomMaster master) {
        this.master = master;
    }

    @On
    void admit(String knock) {
        act(new HostAction.Admit(knock));
    }

    @On
    void deny(String knock) {
        act(new HostAction.Deny(knock));
    }

    private void act(HostAction action) {
        master.act(assigns().scene().room().room(), assigns().scene().own(), action);
    }

    @Override
    protected Rendered render() {
        return PeoplePanelHtml.render(myself(), assigns().words(), assigns().scene());
    }
}
