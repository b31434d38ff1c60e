package dev.roomjar.app.room;

import dev.roomjar.app.page.RoomAddress;
import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.time.Duration;

/** How one gets others into the room: its link, or for hosts an invitation, to copy or as a QR code. */
public final class InvitePanel extends LiveComponent<InvitePanel.Assigns> {

    private final Invitations invitations;
    private boolean open;
    private Kind kind = Kind.LINK;
    private Life life = Life.DAY;
    private String link = "";

    /**
     * What the panel needs to know.
     *
     * @param origin of the page as its browser says, empty if it does not
     */
    public record Assigns(Words words, Name room, boolean host, String origin) {}

    /** What the link does for whoever has it. */
    public enum Kind {
        /** Nothing special: the room asks and lets wait as it does. */
        LINK,
        /** They come in as guests, without password and wait. */
        GUEST,
        /** They come in as hosts. */
        HOST
    }

    /** How long an invitation is good. */
    public enum Life {
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1)),
        WEEK(Duration.ofDays(7));

        private final Duration time;

        Life(Duration time) {
            this.time = time;
        }
    }

    public InvitePanel(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    protected void update(Assigns assigns) {
        // Who is no host any more makes no new invitations.
        if (!assigns.host() && kind != Kind.LINK) {
            kind = Kind.LINK;
            open = false;
        }
        makeLink();
    }

    @On
    void show() {
        open = true;
        makeLink();
    }

    @On
    void close() {
        open = false;
    }

    @On
    void choose(Kind kind, Life life) {
        if (assigns().host()) {
            this.kind = kind;
            this.life = life;
            makeLink();
        }
    }

    private void makeLink() {
        Name room = assigns().room();
        link = assigns().origin()
                + switch (kind) {
                    case LINK -> RoomAddress.of(room);
                    case GUEST -> invitation(room, Standing.GUEST);
                    case HOST -> invitation(room, Standing.HOST);
                };
    }

    private String invitation(Name room, Standing as) {
        return RoomAddress.invited(room, invitations.invite(room, as, life.time));
    }

    @Override
    protected Rendered render() {
        Words t = assigns().words();
        return InvitePanelHtml.render(
                myself(),
                t,
                assigns().room(),
                assigns().host(),
                open,
                kind,
                life,
                link,
                open ? QrPicture.of(link) : QrPicture.NONE);
    }
}
