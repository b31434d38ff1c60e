package dev.roomjar.app.server;

import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.liveview.render.DevTemplates;
import dev.roomjar.media.net.Protocols;
import dev.roomjar.media.net.Reach;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** The options of the program, each also an environment variable and a line of the config file. */
@Command(
        name = "roomjar",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        header = "Video rooms in one jar: start it, open the page, talk.",
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        subcommands = {TokenCommand.class, InviteCommand.class, DashboardPasswordCommand.class},
        footer = {
            "",
            "Every option is also an environment variable (--media-port is ROOMJAR_MEDIA_PORT)",
            "and a line of the config file (media-port = 4002). A flag wins over the",
            "environment, the environment over the file, the file over the default."
        })
final class Options {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "0.0.0.0",
            converter = Address.class,
            description = "Address to listen on (default: 0.0.0.0, all addresses of this machine).")
    InetAddress host = InetAddress.getLoopbackAddress();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4000",
            converter = WholeNumber.Port.class,
            description = "Port for http (default: 4000; 0: a free one).")
    int port;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            defaultValue = "4001",
            converter = WholeNumber.Port.class,
            description = "Port for https (default: 4001; 0: a free one).")
    int httpsPort;

    @Option(
            names = "--media-port",
            paramLabel = "PORT",
            defaultValue = "4002",
            converter = WholeNumber.Port.class,
            description = "UDP and TCP port for audio and video (default: 4002; 0: a free one).")
    int mediaPort;

    @Option(
            names = "--media-address",
            paramLabel = "ADDRESS[:PORT]",
            split = ",",
            converter = MediaAddress.Converter.class,
            description = "Where browsers send audio and video to, an address or a host name; several with commas"
                    + " (default: all addresses of this machine). Behind NAT: the public one.")
    List<MediaAddress> mediaAddresses = List.of();

    @Option(
            names = "--stun-server",
            paramLabel = "HOST[:PORT]",
            converter = StunServer.class,
            description = "STUN server to ask under which address the internet sees this machine (default: none).")
    @Nullable
    InetSocketAddress stunServer;

    @Option(
            names = "--media-protocols",
            paramLabel = "LIST",
            defaultValue = "udp,tcp",
            converter = ProtocolList.class,
            description = "Over what browsers send audio and video: udp,tcp, udp or tcp (default: udp,tcp).")
    Protocols mediaProtocols = Protocols.UDP_AND_TCP;

    @Option(
            names = "--media-loops",
            paramLabel = "N",
            converter = WholeNumber.Loops.class,
            description = "Threads for audio and video, which share the media port (default: one per core; 1 where the"
                    + " system is not Linux).")
    @Nullable
    Integer mediaLoops;

    @Mixin
    ReceiverOptions receivers = new ReceiverOptions();

    @Mixin
    TurnOptions turn = new TurnOptions();

    @Mixin
    EmbedOptions embedding = new EmbedOptions();

    @Mixin
    SignOnOptions signOn = new SignOnOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of keys and certificates (default: ~/.local/share/roomjar).")
    @Nullable
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Config file, lines such as: port = 8080.")
    @Nullable
    Path config;

    @Option(
            names = "--rooms",
            paramLabel = "LIST",
            converter = PermanentRooms.Converter.class,
            description =
                    "Rooms that are always there, with commas between; behind each, if wanted, :waiting (a host lets"
                            + " people in), :hidden (not in the lobby), :password=WORD (default: none).")
    PermanentRooms rooms = PermanentRooms.NONE;

    @Option(
            names = "--max-rooms",
            paramLabel = "N",
            defaultValue = "200",
            converter = WholeNumber.Count.class,
            description = "Rooms open at once (default: 200).")
    int maxRooms;

    @Option(
            names = "--max-people",
            paramLabel = "N",
            defaultValue = "50",
            converter = WholeNumber.Count.class,
            description = "People in one room (default: 50).")
    int maxPeople;

    @Option(
            names = "--drain",
            paramLabel = "SECONDS",
            defaultValue = "0",
            converter = WholeNumber.Seconds.class,
            description = "When told to stop, let nobody new in and wait so long for calls to end (default: 0, stop at"
                    + " once).")
    int drain;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = LogFormat.Converter.class,
            description = "How the log is written: text, or json for programs (default: text).")
    LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--dev",
            description = "Show changed templates at once, for work on Roomjar itself (a flag of ./roomjar only).")
    boolean dev;

    Settings settings() {
        SignOn.Settings signOnSettings = signOn.settings();
        Limits limits = new Limits(maxRooms, maxPeople);
        return new Settings(
                host,
                port,
                httpsPort,
                mediaPort,
                mediaLoops == null ? WholeNumber.Loops.usual() : mediaLoops,
                new Reach(MediaAddress.all(mediaAddresses), stunServer, mediaProtocols),
                receivers.bandwidth(),
                receivers.maxVoices,
                turn.turn(),
                data == null ? DataFolder.usual() : data,
                signOnSettings.required() ? limits.forInvitedOnly() : limits,
                rooms.rooms(),
                embedding.embedding(),
                signOnSettings,
                Duration.ofSeconds(drain),
                dev ? templates() : null);
    }

    private static Path templates() {
        String sources = System.getProperty("roomjar.templates");
        if (sources == null || !DevTemplates.ENABLED) {
            throw new UserError("The setting dev works as a flag of ./roomjar only: start with ./roomjar --dev.");
        }
        return Path.of(sources);
    }

    static final class StunServer implements ITypeConverter<InetSocketAddress> {
        private static final int USUAL_PORT = 3478;

        @Override
        public InetSocketAddress convert(String value) {
            HostAndPort server = HostAndPort.parse(value);
            return InetSocketAddress.createUnresolved(server.host(), server.port() == 0 ? USUAL_PORT : server.port());
        }
    }

    static final class ProtocolList implements ITypeConverter<Protocols> {
        @Override
        public Protocols convert(String value) {
            return switch (value.replace(" ", "").toLowerCase(Locale.ROOT)) {
                case "udp,tcp", "tcp,udp" -> Protocols.UDP_AND_TCP;
                case "udp" -> Protocols.UDP;
                case "tcp" -> Protocols.TCP;
                default -> throw new TypeConversionException("\"" + value + "\" is none of udp,tcp, udp and tcp");
            };
        }
    }

    static final class Address implements ITypeConverter<InetAddress> {
        @Override
        public InetAddress convert(String value) {
            try {
                return InetAddress.getByName(value.strip());
            } catch (UnknownHostException unknown) {
                throw new TypeConversionException("\"" + value + "\" is no address of a machine");
            }
        }
    }
}
