package dev.roomjar.app.signon;

import dev.roomjar.app.page.RoomAddress;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.liveview.Session;
import dev.roomjar.liveview.SessionRequest;
import dev.roomjar.liveview.VisitRequest;
import dev.roomjar.opentok.Project;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code token} of a room's address: an invitation of ours, or a token of the operator's system. Which of both it
 * is, its signature tells, not its content.
 *
 * <p>Thread rule: any thread.
 */
public final class SignedLinks {

    /** The kind of the message that tells the page why a link was not good: the name of a {@link Pass.Why}. */
    public static final String REFUSED = "signon";

    private static final String TOKEN = "token";

    private final Invitations invitations;
    private final SignOn signOn;
    private final PassSeal seal;
    private final InstantSource clock;

    /** @param project signs what pages keep of passes */
    public SignedLinks(Invitations invitations, SignOn signOn, Project project, InstantSource clock) {
        this.invitations = invitations;
        this.signOn = signOn;
        this.seal = new PassSeal(project);
        this.clock = clock;
    }

    /** Our own invitations, which {@code ?invite=} brings. */
    public Invitations invitations() {
        return invitations;
    }

    /** Whether rooms are open only to people with a token or an invitation. */
    public boolean required() {
        return signOn.required();
    }

    /** What an earlier link has made of the visitor in a room. */
    public Optional<Pass> pass(Session session, Name room) {
        return Pass.of(session, room, clock.instant());
    }

    /** The pass as text for a page without a cookie to keep for its tab; empty where the pass opens nothing. */
    public Optional<String> seal(@Nullable Pass pass, Name room) {
        return pass instanceof Pass.Granted granted ? seal.seal(room, granted, clock.instant()) : Optional.empty();
    }

    /** What a page has kept of {@link #seal} for a room; empty for anything else. */
    public Optional<Pass> unseal(String text, Name room) {
        return seal.open(room, text, clock.instant());
    }

    /** Handles the visit of a room's own page: the browser goes on to the address without the token. */
    public @Nullable String atRoom(VisitRequest visit) {
        String token = visit.params().find(TOKEN).orElse(null);
        if (token == null) {
            return null;
        }
        Name room = room(visit).orElse(null);
        if (room == null) {
            return "/";
        }
        switch (read(room, token)) {
            case Pass.Granted pass -> pass.keep(visit, room);
            case Pass.Refused(Pass.Why why) -> {
                Pass.drop(visit, room);
                visit.flash(REFUSED, why.toString());
            }
        }
        String join = visit.params().find("join").isPresent() ? "?join=now" : "";
        return RoomAddress.of(room) + join;
    }

    /** Takes the token of a page whose own session lasts as long as it does. */
    public void inFrame(SessionRequest visit) {
        room(visit)
                .ifPresent(room -> visit.params()
                        .find(TOKEN)
                        .ifPresent(token -> read(room, token).keep(visit, room)));
    }

    private static Optional<Name> room(SessionRequest visit) {
        try {
            return Optional.of(Name.of(visit.params().get("room")));
        } catch (InvalidName invalid) {
            return Optional.empty();
        }
    }

    private Pass read(Name room, String token) {
        Instant now = clock.instant();
        return switch (invitations.read(room, token)) {
            case Invitations.Reading.Valid(Standing as) -> new Pass.Granted(as, now.plus(Pass.LIFE), null);
            case Invitations.Reading.Expired() -> new Pass.Refused(Pass.Why.EXPIRED);
            case Invitations.Reading.Unknown() -> signOn.read(room, token, now);
        };
    }
}
