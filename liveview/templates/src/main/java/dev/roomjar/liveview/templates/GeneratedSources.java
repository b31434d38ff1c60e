package dev.roomjar.liveview.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder that holds the generated classes and nothing else. */
final class GeneratedSources {
    private GeneratedSources() {}

    /**
     * Makes the folder hold these sources. Files that would not change are not touched, so that javac compiles only what
     * did; files of templates that are gone are deleted.
     *
     * @param sources content by path below the folder
     * @return how many files were written
     */
    static int write(Map<String, String> sources, Path folder) throws IOException {
        for (Path old : existing(folder)) {
            if (!sources.containsKey(folder.relativize(old).toString().replace('\\', '/'))) {
                Files.delete(old);
            }
        }
        int written = 0;
        for (var source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                written++;
            }
        }
        return written;
    }

    private static List<Path> existing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> path.toString().endsWith(".java")).toList();
        }
    }
}
