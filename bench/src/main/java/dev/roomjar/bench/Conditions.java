package dev.roomjar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Where and with what figures were measured: a number without these says nothing. */
final class Conditions {
    private Conditions() {}

    static void report(Report report, String command) {
        report.table(
                List.of("condition", "value"),
                List.of(
                        List.of("date", LocalDate.now(ZoneOffset.UTC).toString()),
                        List.of("processor", processor()),
                        List.of("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
                        List.of("system", System.getProperty("os.name") + " " + System.getProperty("os.version")),
                        List.of("JVM", System.getProperty("java.vm.name") + " " + Runtime.version()),
                        List.of("command", "`" + command + "`")));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
