package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.ScopedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a bearer token allows.
 *
 * @param person the only person to publish as, or to watch; null: any
 */
public record Grant(RoomRole role, Name room, @Nullable Name person) {

    private static final String ROOM = "room";
    private static final String NAME = "name";

    /** A token that grants this, signed with the project's secret. */
    public String token(Project project, Instant now, Duration life) {
        Map<String, String> claims = new HashMap<>();
        claims.put(ROOM, room.text());
        if (person != null) {
            claims.put(NAME, person.text());
        }
        return ScopedToken.mint(project, role.scope(), claims, now, life);
    }

    /** What a token allows; empty where it is none of the project's for this role, or its time has run out. */
    static Optional<Grant> of(Project project, RoomRole role, String token, Instant now) {
        return switch (ScopedToken.verify(project, role.scope(), token, now)) {
            case ScopedToken.Check.Refused _ -> Optional.empty();
            case ScopedToken.Check.Accepted(ScopedToken accepted) -> read(role, accepted.claims());
        };
    }

    private static Optional<Grant> read(RoomRole role, Map<String, String> claims) {
        try {
            String person = claims.get(NAME);
            return Optional.of(
                    new Grant(role, Name.of(claims.getOrDefault(ROOM, "")), person == null ? null : Name.of(person)));
        } catch (InvalidName notOurs) {
            return Optional.empty();
        }
    }

    boolean allows(Name someRoom) {
        return room.equals(someRoom);
    }

    boolean allowsPerson(Name someone) {
        return person == null || person.equals(someone);
    }
}
