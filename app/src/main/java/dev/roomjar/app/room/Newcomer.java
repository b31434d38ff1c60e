package dev.roomjar.app.room;

import dev.roomjar.app.embed.Frame;
import dev.roomjar.app.page.OpeningWish;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Arrival;
import dev.roomjar.app.rooms.Invitations.Reading;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.rooms.Standing;
import dev.roomjar.app.signon.Pass;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.Session;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who stands before a room, and what they bring: the name they gave or somebody vouches for, an invitation, how they want the
 * room to be should it open for them.
 *
 * @param visitor null while nobody has said who they are
 * @param invitation what became of the one in the address, null without one
 * @param pass what a signed link has made of them, null without one
 */
record Newcomer(
        @Nullable Visitor visitor,
        @Nullable Reading invitation,
        @Nullable Pass pass,
        Opening opening) {

    /**
     * Somebody at the room's own page, whose browser keeps who they are.
     *
     * @param refused why the link that they came with just now is not good, as {@link SignedLinks#REFUSED} tells; null if it is,
     *     or they came without one
     */
    static Newcomer of(Name room, Params address, Session session, @Nullable String refused, SignedLinks links) {
        Pass pass = refused != null
                ? new Pass.Refused(Pass.Why.valueOf(refused))
                : links.pass(session, room).orElse(null);
        Visitor visitor = identity(pass).or(() -> Visitor.of(session)).orElse(null);
        return new Newcomer(visitor, invitation(room, address, links), pass, OpeningWish.of(session, room));
    }

    /**
     * Somebody at the page of a frame.
     *
     * @param said what its script said on connecting, with a pass that the tab has kept over a reload of the frame
     */
    static Newcomer framed(Name room, Frame frame, Params address, Params said, Session session, SignedLinks links) {
        Pass pass = links.pass(session, room)
                .or(() -> said.find("pass").flatMap(kept -> links.unseal(kept, room)))
                .orElse(null);
        Visitor visitor = identity(pass)
                .or(() -> frame.name().map(name -> new Visitor(name, secret(said))))
                .orElse(null);
        return new Newcomer(visitor, invitation(room, address, links), pass, Opening.PUBLIC);
    }

    private static Optional<Visitor> identity(@Nullable Pass pass) {
        return pass instanceof Pass.Granted granted
                ? Optional.ofNullable(granted.person()).map(person -> new Visitor(person.name(), person.secret()))
                : Optional.empty();
    }

    private static @Nullable Reading invitation(Name room, Params address, SignedLinks links) {
        return address.find("invite")
                .map(token -> links.invitations().read(room, token))
                .orElse(null);
    }

    /** The same person by the name that they have just given. */
    Newcomer named(Name name, Params said) {
        String secret = visitor != null ? visitor.secret() : secret(said);
        return vouched() ? this : new Newcomer(new Visitor(name, secret), invitation, pass, opening);
    }

    /** Of a frame's tab; where its browser keeps nothing, good for as long as the page. */
    private static String secret(Params said) {
        return Frame.secret(said).orElseGet(() -> "page-" + UUID.randomUUID());
    }

    /** Whether somebody else than the person says who they are. */
    boolean vouched() {
        return pass instanceof Pass.Granted granted && granted.person() != null;
    }

    /** Why the link that they came with is not good; empty where there is none, or it is. */
    Optional<Pass.Why> refused() {
        return pass instanceof Pass.Refused(Pass.Why why) ? Optional.of(why) : Optional.empty();
    }

    /** What a signed link makes them; null without one. */
    @Nullable
    Standing invitedAs() {
        return pass instanceof Pass.Granted granted
                ? granted.as()
                : invitation instanceof Reading.Valid(Standing as) ? as : null;
    }

    Arrival arrival(Visitor who, Devices devices, String password) {
        Arrival arrival = Arrival.of(who.name(), who.secret())
                .with(devices.microphone().source(), devices.camera().source())
                .withPassword(password)
                .invited(invitedAs())
                .opening(opening);
        return vouched() ? arrival.vouchedFor() : arrival;
    }
}
