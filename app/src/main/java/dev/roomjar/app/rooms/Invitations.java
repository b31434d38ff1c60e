package dev.roomjar.app.rooms;

import dev.roomjar.opentok.Project;
import dev.roomjar.opentok.ScopedToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Invitations to rooms: signed with the project's secret, so that nothing is kept of them. One is good for the room of its
 * name until its time is up, whoever opens that room, and cannot be taken back.
 *
 * <p>Thread rule: any thread.
 */
public final class Invitations {

    private static final String SCOPE = "invitation";
    private static final String ROOM = "room";
    private static final String AS = "as";

    private final Project project;
    private final InstantSource clock;

    public Invitations(Project project, InstantSource clock) {
        this.project = project;
        this.clock = clock;
    }

    /** What became of reading one. */
    public sealed interface Reading {

        /** It makes its bearer this. */
        record Valid(Standing as) implements Reading {}

        /** It was good once. */
        record Expired() implements Reading {}

        /** It is none, or for another room. */
        record Unknown() implements Reading {}
    }

    /**
     * Makes one.
     *
     * @param life more than zero
     */
    public String invite(Name room, Standing as, Duration life) {
        Map<String, String> claims = Map.of(ROOM, room.key(), AS, as.name().toLowerCase(Locale.ROOT));
        return ScopedToken.mint(project, SCOPE, claims, clock.instant(), life);
    }

    /** Reads one that somebody brings to a room. Never throws, whatever the text. */
    public Reading read(Name room, String text) {
        // As of the beginning of time, since one that has run out is to be told from one that never was.
        return switch (ScopedToken.verify(project, SCOPE, text, Instant.EPOCH)) {
            case ScopedToken.Check.Refused _ -> new Reading.Unknown();
            case ScopedToken.Check.Accepted(ScopedToken token) ->
                standing(room, token)
                        .map(as -> clock.instant().isBefore(token.expires())
                                ? new Reading.Valid(as)
                                : new Reading.Expired())
                        .orElseGet(Reading.Unknown::new);
        };
    }

    private static Optional<Standing> standing(Name room, ScopedToken token) {
        String as = token.claims().getOrDefault(AS, "");
        return Stream.of(Standing.values())
                .filter(_ -> room.key().equals(token.claims().get(ROOM)))
                .filter(standing -> standing.name().toLowerCase(Locale.ROOT).equals(as))
                .findAny();
    }
}
