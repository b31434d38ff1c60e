package dev.roomjar.app.embed;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.liveview.Params;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the address of a room's page in a frame asks for. All of it is a wish of the page around it: anybody can open the address
 * with other words.
 *
 * @param embedding who may frame it
 * @param hidden what is not shown; not a matter of who may do what
 * @param name what the person is called, so that they need not be asked
 */
public record Frame(Embedding embedding, Set<Part> hidden, Optional<Name> name) {

    private static final Pattern SECRET = Pattern.compile("[0-9a-f]{32}");

    /** Parts of the room that can be left out. */
    public enum Part {
        CHAT,
        PEOPLE,
        SHARE,
        HAND,
        REACTIONS,
        INVITE,
        MORE,
        LEAVE,
        TOP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Frame {
        hidden = Set.copyOf(hidden);
    }

    /**
     * Reads the parameters of the address; what makes no sense is left out.
     *
     * @param said what the page's script said on connecting: it knows the name that the person gave later
     */
    public static Frame of(Embedding embedding, Params address, Params said) {
        Set<Part> hidden = EnumSet.noneOf(Part.class);
        for (String word : address.find("hide").orElse("").split(",", 50)) {
            for (Part part : Part.values()) {
                if (part.toString().equals(word.strip())) {
                    hidden.add(part);
                }
            }
        }
        return new Frame(embedding, hidden, name(said).or(() -> name(address)));
    }

    private static Optional<Name> name(Params params) {
        try {
            return params.find("name").filter(typed -> !typed.isBlank()).map(Name::of);
        } catch (InvalidName invalid) {
            return Optional.empty();
        }
    }

    /** What the page's script keeps for this tab, so that its person is known again; other secrets cannot be guessed from it. */
    public static Optional<String> secret(Params said) {
        return said.find("browser").filter(SECRET.asMatchPredicate()).map(secret -> "frame-" + secret);
    }

    /** As the page's script and style sheet read it. */
    public String hiddenWords() {
        return hidden.stream().map(Part::toString).sorted().collect(Collectors.joining(" "));
    }

    /** As the page's script reads it. */
    public String originWords() {
        return String.join(" ", embedding.origins());
    }
}
