package dev.roomjar.app.server;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The rooms that are there for good: names with commas between, each followed by what is special about it, as in {@code Kitchen,
 * Class 5b:waiting, Staff:hidden:password=pear}.
 */
record PermanentRooms(Map<Name, Opening> rooms) {

    static final PermanentRooms NONE = new PermanentRooms(Map.of());

    private static final String PASSWORD = "password=";

    PermanentRooms {
        rooms = Map.copyOf(rooms);
    }

    static PermanentRooms parse(String list) {
        Map<Name, Opening> rooms = new LinkedHashMap<>();
        for (String one : list.split(",", -1)) {
            List<String> parts = List.of(one.split(":", -1));
            Name name = name(parts.getFirst());
            if (rooms.put(name, opening(name, parts.subList(1, parts.size()))) != null) {
                throw new TypeConversionException("the room \"" + name + "\" is there twice");
            }
        }
        return new PermanentRooms(rooms);
    }

    private static Name name(String text) {
        try {
            return Name.of(text);
        } catch (InvalidName invalid) {
            throw new TypeConversionException("\"" + text.strip() + "\" cannot be the name of a room: "
                    + invalid.advice() + " Write rooms as in: Kitchen, Class 5b:waiting, Staff:hidden:password=pear");
        }
    }

    private static Opening opening(Name room, List<String> options) {
        Opening opening = Opening.PUBLIC;
        for (String option : options) {
            String word = option.strip();
            opening = switch (word.toLowerCase(Locale.ROOT)) {
                case "hidden" -> new Opening(false, opening.waitingRoom(), opening.password());
                case "waiting" -> new Opening(opening.listed(), true, opening.password());
                default -> new Opening(opening.listed(), opening.waitingRoom(), password(room, word));
            };
        }
        return opening;
    }

    /** The message repeats nothing of what may be a password. */
    private static String password(Name room, String option) {
        String password = option.startsWith(PASSWORD) ? option.substring(PASSWORD.length()) : "";
        if (password.isEmpty() || password.length() > Opening.LONGEST_PASSWORD) {
            throw new TypeConversionException(
                    "after the room \"" + room + "\" comes what is none of hidden, waiting and"
                            + " password=… (of " + Opening.LONGEST_PASSWORD
                            + " characters at most); names and passwords have no comma and no colon");
        }
        return password;
    }

    static final class Converter implements ITypeConverter<PermanentRooms> {
        @Override
        public PermanentRooms convert(String value) {
            return value.isBlank() ? NONE : parse(value);
        }
    }
}
