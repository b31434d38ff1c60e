package dev.roomjar.app.room;

import dev.roomjar.app.rooms.HostAction;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where all buttons for hosts lead, whatever part of the page they stand in: {@code phx-target="#host-desk"}. It shows who waits
 * at the door while no panel does, and asks before what is grave. Whether the person is a host, the room decides.
 */
public final class HostDesk extends LiveComponent<HostDesk.Assigns> {
    static final String ID = "host-desk";

    private final RoomMaster master;
    private @Nullable Question question;

    /**
     * What the desk needs to know.
     *
     * @param knocksShownElsewhere whether a panel is open that shows who waits
     */
    public record Assigns(Words words, Scene scene, boolean knocksShownElsewhere) {}

    /**
     * What a host is asked before it is done.
     *
     * @param id unlike that of every other question
     */
    public record Question(String id, String heading, String consequence, String yes, HostAction then) {}

    public HostDesk(RoomMaster master) {
        this.master = master;
    }

    @On
    void about(PersonAction what, String seat) {
        Person person = assigns().scene().room().person(seat).orElse(null);
        if (person == null) {
            return;
        }
        if (what.grave()) {
            question = question(what, person);
        } else {
            act(what.towards(seat));
        }
    }

    private Question question(PersonAction what, Person person) {
        Words t = assigns().words();
        boolean ban = what == PersonAction.BAN;
        return new Question(
                what.name().toLowerCase(Locale.ROOT) + "-" + person.seat(),
                t.say(ban ? "host.ban.ask" : "host.remove.ask", person.name()),
                t.say(ban ? "host.ban.how" : "host.remove.how"),
                t.say(what.key()),
                what.towards(person.seat()));
    }

    @On("end_for_all")
    void endForAll() {
        Words t = assigns().words();
        question = new Question(
                "end", t.say("host.end.ask"), t.say("host.end.how"), t.say("host.end"), new HostAction.EndForAll());
    }

    @On
    void confirm() {
        if (question != null) {
            act(question.then());
            question = null;
        }
    }

    @On
    void cancel() {
        question = null;
    }

    @On
    void admit(String knock) {
        act(new HostAction.Admit(knock));
    }

    @On("admit_all")
    void admitAll() {
        act(new HostAction.AdmitAll());
    }

    @On
    void deny(String knock) {
        act(new HostAction.Deny(knock));
    }

    @On("mute_all")
    void muteAll() {
        act(new HostAction.MuteAll());
    }

    @On("lower_all_hands")
    void lowerAllHands() {
        act(new HostAction.LowerAllHands());
    }

    private void act(HostAction action) {
        master.act(assigns().scene().room().room(), assigns().scene().own(), action);
    }

    @Override
    protected Rendered render() {
        Scene scene = assigns().scene();
        boolean knocks = !assigns().knocksShownElsewhere() && !scene.knocks().isEmpty();
        return HostDeskHtml.render(assigns().words(), scene, knocks, scene.host() ? question : null);
    }
}
