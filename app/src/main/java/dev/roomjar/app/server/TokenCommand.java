package dev.roomjar.app.server;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.whip.Grant;
import dev.roomjar.app.whip.RoomRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ./roomjar token}: a bearer token for an encoder or a player, signed with the secret in the data folder. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Prints a token with which an encoder publishes into a room, or a player watches it.",
        description = "The server need not run, but must use the same data folder.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n")
final class TokenCommand {

    @Option(names = "--room", paramLabel = "ROOM", required = true, description = "The room that it is for.")
    String room = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            converter = Role.class,
            description = "publisher: may publish (WHIP); subscriber: may watch (WHEP).")
    @Nullable
    RoomRole role;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The one person to publish as, or to watch (default: any).")
    @Nullable
    String name;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "12h",
            converter = Life.class,
            description = "How long it is good for, in days, hours or minutes: 30d, 12h, 45m (default: 12h).")
    Duration expires = Duration.ofHours(12);

    /** The token. */
    String token(@Nullable Path folder, Instant now) {
        return grant().token(DataFolder.orUsual(folder).project(), now, expires);
    }

    private Grant grant() {
        try {
            return new Grant(
                    role == null ? RoomRole.SUBSCRIBER : role, Name.of(room), name == null ? null : Name.of(name));
        } catch (InvalidName invalid) {
            throw new UserError("The room or the name cannot be used: " + invalid.advice(), invalid);
        }
    }

    static final class Role implements ITypeConverter<RoomRole> {
        @Override
        public RoomRole convert(String value) {
            return Arrays.stream(RoomRole.values())
                    .filter(role -> role.toString().equals(value.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("\"" + value + "\" is neither publisher nor subscriber"));
        }
    }

    static final class Life implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,5})([dhm])");
        private static final Duration LONGEST = Duration.ofDays(366);

        @Override
        public Duration convert(String value) {
            Matcher form = FORM.matcher(value.strip().toLowerCase(Locale.ROOT));
            Duration life = Duration.ZERO;
            if (form.matches()) {
                int number = Integer.parseInt(form.group(1));
                life = switch (form.group(2).charAt(0)) {
                    case 'd' -> Duration.ofDays(number);
                    case 'h' -> Duration.ofHours(number);
                    default -> Duration.ofMinutes(number);
                };
            }
            if (!life.isPositive() || life.compareTo(LONGEST) > 0) {
                throw new TypeConversionException(
                        "\"" + value + "\" is no time such as 30d, 12h or 45m, of 366 days at most");
            }
            return life;
        }
    }
}
