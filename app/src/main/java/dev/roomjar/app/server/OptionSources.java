package dev.roomjar.app.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Reads {@link Options} from flags, then environment, then config file, and says of a wrong value where it stands. */
final class OptionSources implements IDefaultValueProvider {

    private final Map<String, String> environment;
    private Properties file = new Properties();
    private @Nullable Path filePath;

    private OptionSources(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads all.
     *
     * @throws UserError for a wrong option or value, or a config file that cannot be read
     */
    static CommandLine read(Map<String, String> environment, String... arguments) {
        OptionSources sources = new OptionSources(environment);
        Options options = sources.parse(arguments).getCommand();
        if (options.config == null) {
            return sources.parse(arguments);
        }
        sources.load(options.config);
        return sources.parse(arguments);
    }

    private CommandLine parse(String... arguments) {
        CommandLine commandLine = new CommandLine(new Options());
        commandLine.setDefaultValueProvider(this);
        commandLine.setUsageHelpWidth(92);
        try {
            commandLine.parseArgs(arguments);
        } catch (ParameterException wrong) {
            throw new UserError(sentence(wrong, arguments), wrong);
        }
        return commandLine;
    }

    private void load(Path path) {
        Properties loaded = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            loaded.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UserError(
                    "Cannot read the config file " + path + ": is it there, and are its lines \"name = value\"?",
                    unreadable);
        }
        var known = new CommandLine(new Options())
                .getCommandSpec().options().stream().map(OptionSources::key).collect(Collectors.toSet());
        for (String key : loaded.stringPropertyNames()) {
            if (!known.contains(key) || key.equals("config") || key.equals("help") || key.equals("version")) {
                throw new UserError("The config file " + path + " has an unknown setting \"" + key
                        + "\"; ./roomjar --help lists them all.");
            }
        }
        file = loaded;
        filePath = path;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)
                || option.usageHelp()
                || option.versionHelp()
                || (!(option.command().userObject() instanceof Options) && !option.inherited())) {
            // What a command is asked for stands on its own line, not among the server's settings.
            return null;
        }
        String set = environment.get(variable(option));
        return set != null ? set : file.getProperty(key(option));
    }

    private String sentence(ParameterException wrong, String... arguments) {
        String origin = "";
        if (wrong.getArgSpec() instanceof OptionSpec option) {
            boolean flag = Arrays.stream(arguments).anyMatch(given -> given.startsWith(option.longestName()));
            if (!flag && environment.containsKey(variable(option))) {
                origin = " (from the environment variable " + variable(option) + ")";
            } else if (!flag && file.containsKey(key(option))) {
                origin = " (from the config file " + filePath + ")";
            }
        }
        return wrong.getMessage() + origin + "; ./roomjar --help lists all options.";
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    private static String variable(OptionSpec option) {
        return "ROOMJAR_" + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
