package dev.roomjar.app.rooms;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The names in one room that somebody vouches for: nobody but their owners has them while the room is open, there or not. Two
 * people of one name are told apart by a number.
 */
final class VouchedNames {
    private static final int MOST_KNOWN = 500;

    /** The secret of who owns it. */
    private final SequencedMap<Name, String> owners = new LinkedHashMap<>();

    /** Whether the name is somebody else's than the one's with this secret. */
    boolean belongsToAnother(Name name, String secret) {
        return !owners.getOrDefault(name, secret).equals(secret);
    }

    /** The name that a person gets: their own, or with a number where there is another of that name. */
    Name nameFor(Name own, String secret) {
        Name name = own;
        for (int number = 2; belongsToAnother(name, secret); number++) {
            name = own.numbered(number);
        }
        return name;
    }

    void take(Name name, String secret) {
        owners.put(name, secret);
        if (owners.size() > MOST_KNOWN) {
            owners.pollFirstEntry();
        }
    }
}
