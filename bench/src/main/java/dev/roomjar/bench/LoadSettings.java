package dev.roomjar.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How the load benchmarks run, from {@code key=value} words on the command line.
 *
 * @param steps subscribers, or rooms, of each step; empty for the benchmark's own
 * @param seconds each step is measured
 * @param settle seconds before that
 * @param wholeSegments whether receivers take segmented runs whole
 * @param uneven whether packets of a frame differ by a byte
 * @param server settings of the server ({@code server.engine=NIO})
 * @param java more Java options of the server, separated by commas
 */
record LoadSettings(
        List<Integer> steps,
        int seconds,
        int settle,
        boolean wholeSegments,
        boolean uneven,
        List<String> server,
        List<String> java) {

    static LoadSettings of(Map<String, String> words) {
        return new LoadSettings(
                list(words.getOrDefault("steps", "")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(words.getOrDefault("seconds", "8")),
                Integer.parseInt(words.getOrDefault("settle", "3")),
                Boolean.parseBoolean(words.getOrDefault("gro", "false")),
                Boolean.parseBoolean(words.getOrDefault("uneven", "false")),
                words.entrySet().stream()
                        .filter(word -> word.getKey().startsWith("server."))
                        .map(word -> word.getKey().substring("server.".length()) + "=" + word.getValue())
                        .toList(),
                list(words.getOrDefault("java", "")));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .filter(part -> !part.isBlank())
                .toList();
    }
}
