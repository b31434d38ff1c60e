package dev.roomjar.app.server;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The program. Exit code 0 after help, version or a stop; 2 for what the person who started it can put right; 1 else. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            CommandLine commandLine = OptionSources.read(System.getenv(), arguments);
            if (!CommandLine.printHelpIfRequested(commandLine.getParseResult())) {
                Options options = commandLine.getCommand();
                serve(options.settings());
            }
        } catch (UserError error) {
            // Standard streams are what a terminal program speaks through; the log is for what happens later.
            print(System.err, "roomjar: " + error.getMessage());
            LoggerFactory.getLogger(Main.class).debug("The cause", error);
            exit(2);
        } catch (RuntimeException failed) {
            LoggerFactory.getLogger(Main.class).error("Roomjar could not start", failed);
            exit(1);
        }
    }

    private static void serve(Settings settings) throws InterruptedException {
        Roomjar server = Roomjar.start(settings);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stopped.countDown();
                        },
                        "shutdown"));
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        print(System.out, Banner.of(settings, server, System.currentTimeMillis() - started));
        stopped.await();
    }

    private static void print(PrintStream stream, String text) {
        stream.println(text);
        stream.flush();
    }

    private static void exit(int code) {
        // A part that hangs while it is stopped must not keep the process.
        Runtime.getRuntime().halt(code);
    }
}
