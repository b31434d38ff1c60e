package dev.roomjar.app.server;

import dev.roomjar.app.page.RoomAddress;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./roomjar invite}: an invitation to a room, such as the first host of a permanent room with a waiting room needs. */
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Prints an invitation to a room: who opens it need not wait or know a password.",
        description = "The server need not run, but must use the same data folder.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n")
final class InviteCommand {

    @Option(names = "--room", paramLabel = "ROOM", required = true, description = "The room that it is for.")
    String room = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "guest",
            converter = Role.class,
            description = "What it makes people: guest or host (default: guest).")
    Standing role = Standing.GUEST;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = TokenCommand.Life.class,
            description = "How long it is good for, in days, hours or minutes: 30d, 12h, 45m (default: 7d).")
    Duration expires = Duration.ofDays(7);

    @Option(
            names = "--site",
            paramLabel = "ADDRESS",
            defaultValue = "",
            description = "What the link begins with, such as https://rooms.example (default: nothing).")
    String site = "";

    /** The link. */
    String link(@Nullable Path folder, InstantSource clock) {
        try {
            Name name = Name.of(room);
            String token = new Invitations(DataFolder.orUsual(folder).project(), clock).invite(name, role, expires);
            return site.replaceFirst("/+$", "") + RoomAddress.invited(name, token);
        } catch (InvalidName invalid) {
            throw new UserError("The room cannot be used: " + invalid.advice(), invalid);
        }
    }

    static final class Role implements ITypeConverter<Standing> {
        @Override
        public Standing convert(String value) {
            return Arrays.stream(Standing.values())
                    .filter(standing -> standing.name().equals(value.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("\"" + value + "\" is neither guest nor host"));
        }
    }
}
