package dev.roomjar.app.signon;

import dev.roomjar.app.rooms.Name;
import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.ScopedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Passes as text that a page keeps where it has no cookie: signed, so that what is read was written here. A pass is sealed for
 * one room and no longer than it lasts.
 */
final class PassSeal {
    private static final String SCOPE = "pass";
    private static final String ROOM = "room";
    private static final String PASS = "pass";

    private final Project project;

    PassSeal(Project project) {
        this.project = project;
    }

    /** Empty where nothing is left of it. */
    Optional<String> seal(Name room, Pass.Granted pass, Instant now) {
        Duration left = Duration.between(now, pass.until());
        return left.isPositive()
                ? Optional.of(ScopedToken.mint(
                        project, SCOPE, Map.of(ROOM, room.key(), PASS, Pass.Kept.write(pass)), now, left))
                : Optional.empty();
    }

    /** Reads what somebody brings to a room. Never throws, whatever the text. */
    Optional<Pass> open(Name room, String text, Instant now) {
        // As of the beginning of time: what has run out is to be told from what never was, by the pass itself.
        return switch (ScopedToken.verify(project, SCOPE, text, Instant.EPOCH)) {
            case ScopedToken.Check.Refused _ -> Optional.empty();
            case ScopedToken.Check.Accepted(ScopedToken token) ->
                Optional.ofNullable(token.claims().get(PASS))
                        .filter(_ -> room.key().equals(token.claims().get(ROOM)))
                        .flatMap(pass -> Pass.Kept.read(pass, now));
        };
    }
}
