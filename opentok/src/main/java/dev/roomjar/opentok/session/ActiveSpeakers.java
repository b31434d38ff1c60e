package dev.roomjar.opentok.session;

import java.util.List;
import java.util.stream.Stream;

/** Who speaks or spoke last, as the media server hears it. Everybody is told when it changes, and not otherwise. */
final class ActiveSpeakers {
    /** How many are told: with more people than that in a session, nobody looks further back. */
    static final int MOST = 16;

    private final Roster roster;
    private List<String> streamIds = List.of();
    private int streamChanges;

    ActiveSpeakers(Roster roster) {
        this.roster = roster;
    }

    void changed(Input.ActiveSpeakersChanged changed) {
        List<String> now = present(changed.streamIds().stream());
        if (!now.equals(streamIds)) {
            streamIds = now;
            roster.tellAll(message());
            roster.output(new Output.ActiveSpeakers(now));
        }
    }

    /** Leaves out whose stream has ended. Clients know that it did. */
    void prune() {
        if (roster.streamChanges() == streamChanges) {
            return;
        }
        streamChanges = roster.streamChanges();
        List<String> left = present(streamIds.stream());
        if (!left.equals(streamIds)) {
            streamIds = left;
            roster.output(new Output.ActiveSpeakers(left));
        }
    }

    /** Tells somebody who has just come. */
    void welcome(Member member) {
        if (!streamIds.isEmpty()) {
            roster.tell(member, message());
        }
    }

    private Message message() {
        return new Message.ActiveSpeakers(streamIds);
    }

    private List<String> present(Stream<String> ids) {
        return ids.filter(id -> roster.openStream(id) != null).limit(MOST).toList();
    }
}
