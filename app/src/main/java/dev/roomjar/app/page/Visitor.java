package dev.roomjar.app.page;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.liveview.FormRequest;
import dev.roomjar.liveview.Session;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who is in front of the page, as the signed session of the browser tells.
 *
 * @param secret the same for all pages of this browser and unknown to others: proves that a place in a room is its own
 */
public record Visitor(Name name, String secret) {

    private static final String NAME = "name";
    private static final String SECRET = "browser";

    /** The visitor, if they have said their name. */
    public static Optional<Visitor> of(Session session) {
        String name = session.get(NAME);
        String secret = session.get(SECRET);
        return name == null || secret == null ? Optional.empty() : Optional.of(new Visitor(Name.of(name), secret));
    }

    /** Handles the form "Your name": keeps the name and goes on to where the visitor wanted to be. */
    public static String introduce(FormRequest form) {
        try {
            Name name = Name.of(form.params().get("name"));
            form.store(NAME, name.text());
            if (form.session().get(SECRET) == null) {
                form.store(SECRET, randomSecret());
            }
        } catch (InvalidName invalid) {
            form.flash("error", invalid.advice());
        }
        return form.params().find("then").filter(RoomAddress::is).orElse("/");
    }

    private static String randomSecret() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    @Override
    public String toString() {
        return "Visitor[" + name + "]";
    }
}
