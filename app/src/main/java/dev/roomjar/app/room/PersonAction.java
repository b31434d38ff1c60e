package dev.roomjar.app.room;

import dev.roomjar.app.rooms.HostAction;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Source;
import java.util.ArrayList;
import java.util.List;

/** What a host may do about one person, as the buttons of {@code person-menu.jte} offer it. */
public enum PersonAction {
    MUTE("host.person.mute", "mic-off"),
    ASK_TO_UNMUTE("host.person.ask", "mic"),
    STOP_CAMERA("host.person.camera", "video-off"),
    STOP_SHARING("host.person.sharing", "share-off"),
    LOWER_HAND("host.person.hand", "hand"),
    SPOTLIGHT("host.person.spotlight", "spotlight"),
    END_SPOTLIGHT("host.person.spotlight.end", "spotlight"),
    PROMOTE("host.person.promote", "crown"),
    DEMOTE("host.person.demote", "user"),
    REMOVE("host.person.remove", "user-x"),
    BAN("host.person.ban", "ban");

    private final String key;
    private final String icon;

    PersonAction(String key, String icon) {
        this.key = key;
        this.icon = icon;
    }

    /** Empty where the one who looks is no host. What one does to oneself has buttons of its own. */
    static List<PersonAction> offered(Scene scene, Person person) {
        if (!scene.host()) {
            return List.of();
        }
        List<PersonAction> offered = new ArrayList<>();
        boolean other = !scene.isSelf(person);
        if (other && person.microphone() != Source.NONE) {
            offered.add(person.microphone() == Source.ON ? MUTE : ASK_TO_UNMUTE);
        }
        if (other && person.camera() == Source.ON) {
            offered.add(STOP_CAMERA);
        }
        if (other && person.screenId() != null) {
            offered.add(STOP_SHARING);
        }
        if (other && person.handUp()) {
            offered.add(LOWER_HAND);
        }
        offered.add(person.seat().equals(scene.room().spotlight()) ? END_SPOTLIGHT : SPOTLIGHT);
        if (other) {
            offered.add(person.host() ? DEMOTE : PROMOTE);
            offered.add(REMOVE);
            offered.add(BAN);
        }
        return List.copyOf(offered);
    }

    HostAction towards(String seat) {
        return switch (this) {
            case MUTE -> new HostAction.Mute(seat);
            case ASK_TO_UNMUTE -> new HostAction.AskToUnmute(seat);
            case STOP_CAMERA -> new HostAction.StopCamera(seat);
            case STOP_SHARING -> new HostAction.StopSharing(seat);
            case LOWER_HAND -> new HostAction.LowerHand(seat);
            case SPOTLIGHT -> new HostAction.Spotlight(seat);
            case END_SPOTLIGHT -> new HostAction.Spotlight(null);
            case PROMOTE -> new HostAction.Promote(seat);
            case DEMOTE -> new HostAction.Demote(seat);
            case REMOVE -> new HostAction.Remove(seat);
            case BAN -> new HostAction.Ban(seat);
        };
    }

    /** Whether the host is asked first. */
    boolean grave() {
        return this == REMOVE || this == BAN;
    }

    public String key() {
        return key;
    }

    public String icon() {
        return icon;
    }
}
