package dev.roomjar.app.server;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program. Exit code 0 after help, version, a command or a stop; 2 for what the person who started it can put right; 1 else. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        int code = run(System.getenv(), System.out, System.err, arguments);
        if (code != 0) {
            // A part that hangs while it is stopped must not keep the process.
            Runtime.getRuntime().halt(code);
        }
    }

    /** Serves until the process is told to stop; returns the exit code at once where there is nothing to serve. */
    static int run(Map<String, String> environment, PrintStream output, PrintStream errors, String... arguments)
            throws InterruptedException {
        try {
            CommandLine commandLine = OptionSources.read(environment, arguments);
            commandLine.setOut(new PrintWriter(output, true, StandardCharsets.UTF_8));
            if (!CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
                Options options = commandLine.getCommand();
                ParseResult subcommand = commandLine.getParseResult().subcommand();
                Object command =
                        subcommand == null ? null : subcommand.commandSpec().userObject();
                switch (command) {
                    case TokenCommand token -> print(output, token.token(options.data, Instant.now()));
                    case InviteCommand invite -> print(output, invite.link(options.data, InstantSource.system()));
                    case DashboardPasswordCommand password -> print(output, password.renew(options.data));
                    case null, default -> {
                        options.logFormat.apply();
                        serve(options.settings(), output);
                    }
                }
            }
            return 0;
        } catch (UserError error) {
            // Standard streams are what a terminal program speaks through; the log is for what happens later.
            print(errors, "roomjar: " + error.getMessage());
            LoggerFactory.getLogger(Main.class).debug("The cause", error);
            return 2;
        } catch (RuntimeException failed) {
            LoggerFactory.getLogger(Main.class).error("Roomjar could not start", failed);
            return 1;
        }
    }

    private static void serve(Settings settings, PrintStream output) throws InterruptedException {
        Roomjar server = Roomjar.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (settings.drain().isPositive()) {
                                server.drain(settings.drain());
                            }
                            server.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        print(output, Banner.of(settings, server, System.currentTimeMillis() - started));
        stopped.await();
    }

    private static void print(PrintStream stream, String text) {
        stream.println(text);
        stream.flush();
    }
}
