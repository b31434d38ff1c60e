package dev.roomjar.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs benchmarks and prints their report; {@code --write FILE} keeps it, names choose some of them. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        int write = given.indexOf("--write");
        List<String> words = write < 0 ? given : given.subList(0, write);
        Map<String, String> settings = words.stream()
                .filter(word -> word.contains("="))
                .collect(Collectors.toMap(
                        word -> word.substring(0, word.indexOf('=')), word -> word.substring(word.indexOf('=') + 1)));
        List<String> names = words.stream().filter(word -> !word.contains("=")).toList();
        List<Benchmark> all = all(LoadSettings.of(settings));
        List<Benchmark> chosen = names.isEmpty()
                ? all
                : all.stream().filter(b -> names.contains(b.name())).toList();
        if (chosen.size() < names.size() || (write >= 0 && write != given.size() - 2)) {
            System.err.println("usage: bench/run ["
                    + String.join("|", all.stream().map(Benchmark::name).toList())
                    + "]… [setting=value]… [--write FILE]");
            System.exit(2);
        }
        String markdown = measure(chosen, "bench/run " + String.join(" ", words));
        System.out.println(markdown);
        if (write >= 0) {
            Files.writeString(Path.of(given.get(write + 1)), markdown);
        }
        System.exit(0); // load generators leave threads behind
    }

    private static List<Benchmark> all(LoadSettings settings) {
        return List.of(
                new FanOut(settings),
                new Rooms(settings),
                new BigRoom(settings),
                new Forwarding(),
                new LiveEvents(),
                new DiffSize());
    }

    private static String measure(List<Benchmark> chosen, String command) {
        Report report = new Report();
        Conditions.report(report, command.strip());
        for (Benchmark benchmark : chosen) {
            System.err.println("running " + benchmark.name() + "…");
            try {
                benchmark.run(report);
            } catch (Exception e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                report.note("`" + benchmark.name() + "` failed:\n\n```\n" + trace + "```");
            }
        }
        return """
                # Performance

                Written by `bench/run --write docs/performance.md`; run it on your own machine. Figures are CPU cost wherever
                possible, because wall time on a shared machine says little.

                """ + report.markdown();
    }
}
