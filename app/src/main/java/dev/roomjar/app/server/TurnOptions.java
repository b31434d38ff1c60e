package dev.roomjar.app.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about TURN. */
final class TurnOptions {

    private static final int OFF = -1;

    @Option(
            names = "--turn-port",
            paramLabel = "PORT",
            defaultValue = "4003",
            converter = PortOrOff.class,
            description = "UDP and TCP port for browsers that cannot send media to the media port (default: 4003;"
                    + " 0: a free one; off: none).")
    int port;

    @Option(
            names = "--turn-certificate",
            paramLabel = "FILE",
            description = "Certificate chain (PEM) that browsers trust, to offer the same port over TLS.")
    @Nullable
    Path certificate;

    @Option(names = "--turn-key", paramLabel = "FILE", description = "Private key (PEM) of --turn-certificate.")
    @Nullable
    Path key;

    @Option(
            names = "--turn-server",
            paramLabel = "URL",
            split = ",",
            converter = ServerUrl.class,
            description = "TURN server to use instead of the built-in one, such as"
                    + " turn:turn.example.org:3478?transport=udp; several with commas.")
    List<String> servers = List.of();

    @Option(
            names = "--turn-secret",
            paramLabel = "SECRET",
            description = "Secret shared with it (coturn: static-auth-secret). Better in the environment or the config"
                    + " file, where other users of the machine do not see it.")
    @Nullable
    String secret;

    @Option(names = "--turn-user", paramLabel = "NAME", description = "User name for it, if it knows no shared secret.")
    @Nullable
    String user;

    @Option(names = "--turn-password", paramLabel = "PASSWORD", description = "Password of --turn-user.")
    @Nullable
    String password;

    Turn turn() {
        if (!servers.isEmpty()) {
            return new Turn.External(servers, login());
        }
        if (secret != null || user != null || password != null) {
            throw new UserError("The settings turn-secret, turn-user and turn-password are for a TURN server that"
                    + " somebody else runs: name it with --turn-server URL, or leave them out.");
        }
        return port == OFF ? new Turn.Off() : new Turn.Embedded(port, certificate());
    }

    private Turn.Login login() {
        if (secret != null && user == null && password == null) {
            return new Turn.SharedSecret(secret);
        }
        if (secret == null && user != null && password != null) {
            return new Turn.User(user, password);
        }
        if (secret == null
                && user == null
                && password == null
                && servers.stream().allMatch(url -> url.startsWith("stun"))) {
            return new Turn.Nothing();
        }
        throw new UserError("The TURN server needs either turn-secret, or turn-user and turn-password.");
    }

    private Turn.@Nullable Certificate certificate() {
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new UserError("The settings turn-certificate and turn-key go together: give both or none.");
        }
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new UserError("Cannot read " + file + ": is it there, and may Roomjar read it?");
            }
        }
        return new Turn.Certificate(certificate, key);
    }

    static final class PortOrOff implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            if (value.strip().equals("off")) {
                return OFF;
            }
            try {
                return new WholeNumber.Port().convert(value);
            } catch (TypeConversionException wrong) {
                throw new TypeConversionException(wrong.getMessage() + ", and not \"off\"");
            }
        }
    }

    static final class ServerUrl implements ITypeConverter<String> {
        private static final Pattern URL =
                Pattern.compile("(stuns?:%HOST%(:\\d{1,5})?|turns?:%HOST%(:\\d{1,5})?(\\?transport=(udp|tcp))?)"
                        .replace("%HOST%", "([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])"));

        @Override
        public String convert(String value) {
            if (!URL.matcher(value.strip()).matches()) {
                throw new TypeConversionException(
                        "\"" + value + "\" is no TURN server; write it like turn:turn.example.org:3478?transport=udp");
            }
            return value.strip();
        }
    }
}
