package dev.roomjar.app.signon;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.liveview.Session;
import dev.roomjar.liveview.SessionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a signed link has made of a visitor in one room. */
public sealed interface Pass {

    /** How long somebody may come back without a new link. */
    Duration LIFE = Duration.ofHours(12);

    /**
     * They come in, without password or wait.
     *
     * @param person who they are, where the link says so; null where it only invites
     */
    record Granted(Standing as, Instant until, @Nullable Identity person) implements Pass {}

    /** The link that they came with is not good. */
    record Refused(Why why) implements Pass {}

    /**
     * Who somebody is, as the operator's system says.
     *
     * @param secret the same for this person wherever they come from, and known to nobody else
     */
    record Identity(Name name, String secret) {
        @Override
        public String toString() {
            return "Identity[" + name + "]";
        }
    }

    /** Why a link is not good; each has a text. */
    enum Why {
        EXPIRED("signon.refused.expired"),
        NOT_YET_GOOD("signon.refused.early"),
        ANOTHER_ROOM("signon.refused.room"),
        NOT_GOOD("signon.refused.link");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /** Its key among the words. */
        public String text() {
            return text;
        }
    }

    /** What the session keeps for a room at this time, if anything. */
    static Optional<Pass> of(Session session, Name room, Instant now) {
        return Optional.ofNullable(session.get(Kept.key(room))).flatMap(text -> Kept.read(text, now));
    }

    /** Keeps this for a room. */
    default void keep(SessionRequest request, Name room) {
        Kept.makePlace(request);
        request.store(Kept.key(room), Kept.write(this));
    }

    /** Keeps nothing for a room any more. */
    static void drop(SessionRequest request, Name room) {
        request.forget(Kept.key(room));
    }

    /** As text in what is signed, the session or a {@link PassSeal}, so that what is read was written here. */
    final class Kept {
        private static final String KEY = "pass.";
        private static final int MOST = 4;

        private Kept() {}

        private static String key(Name room) {
            return KEY + room.key();
        }

        static String write(Pass pass) {
            return switch (pass) {
                case Refused(Why why) -> "-|" + why;
                case Granted(Standing as, Instant until, Identity person) ->
                    until.getEpochSecond() + "|" + as
                            + (person == null ? "" : "|" + person.secret() + "|" + person.name());
            };
        }

        static Optional<Pass> read(String text, Instant now) {
            List<String> parts = List.of(text.split("\\|", 4));
            if (parts.getFirst().equals("-")) {
                return Optional.of(new Refused(Why.valueOf(parts.get(1))));
            }
            Instant until = until(text);
            if (!now.isBefore(until)) {
                return Optional.of(new Refused(Why.EXPIRED));
            }
            try {
                Identity person = parts.size() < 4 ? null : new Identity(Name.of(parts.get(3)), parts.get(2));
                return Optional.of(new Granted(Standing.valueOf(parts.get(1)), until, person));
            } catch (InvalidName ofAnEarlierVersion) {
                return Optional.empty();
            }
        }

        private static Instant until(String text) {
            return text.startsWith("-")
                    ? Instant.EPOCH
                    : Instant.ofEpochSecond(Long.parseLong(text.substring(0, text.indexOf('|'))));
        }

        /** A cookie holds only so much: what ends first goes first. */
        private static void makePlace(SessionRequest request) {
            request.session().values().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(KEY))
                    .sorted(Comparator.comparing(entry -> until(entry.getValue()), Comparator.reverseOrder()))
                    .skip(MOST - 1)
                    .forEach(entry -> request.forget(entry.getKey()));
        }
    }
}
