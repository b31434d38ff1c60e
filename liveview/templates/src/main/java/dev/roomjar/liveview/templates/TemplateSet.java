package dev.roomjar.liveview.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All templates of one source folder, compiled together since they call each other. */
final class TemplateSet {
    private final Map<String, ParsedTemplate> templates = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private final boolean reloadable;

    private TemplateSet(boolean reloadable) {
        this.reloadable = reloadable;
    }

    /** The sources to compile in a build: path below the output folder, and content. */
    static Map<String, String> generate(Path sources) throws IOException {
        return generate(sources, "Html", true);
    }

    /**
     * Generates the classes of all templates below a folder.
     *
     * @param suffix what ends each class name
     * @param reloadable whether the classes give way to newer generations of themselves
     * @throws TemplateException naming every template that is wrong
     */
    static Map<String, String> generate(Path sources, String suffix, boolean reloadable) throws IOException {
        TemplateSet set = new TemplateSet(reloadable);
        for (String file : files(sources)) {
            String text = Files.readString(sources.resolve(file));
            set.attempt(() -> set.templates.put(file, TemplateReader.read(TemplateName.of(file, suffix), text)));
        }
        set.refuseClashes(sources);
        Map<String, String> result = set.write();
        if (!set.errors.isEmpty()) {
            throw new TemplateException(String.join("\n", set.errors));
        }
        return result;
    }

    private static List<String> files(Path sources) throws IOException {
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(sources)) {
            return walk.filter(path -> path.toString().endsWith(TemplateName.EXTENSION))
                    .map(path -> sources.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private void refuseClashes(Path sources) {
        Map<String, String> owners = new TreeMap<>();
        for (ParsedTemplate template : templates.values()) {
            TemplateName name = template.name();
            String other = owners.putIfAbsent(name.qualified().toLowerCase(Locale.ROOT), name.file());
            if (other != null) {
                errors.add(name.file() + ":1: " + other + " becomes the same class, " + name.qualified()
                        + "; rename one of them");
            }
            if (Files.exists(sources.resolve(name.javaFile()))) {
                errors.add(name.file() + ":1: there is a " + name.javaFile()
                        + " already, which this template would become; rename one of them");
            }
        }
    }

    private Map<String, String> write() {
        Map<String, String> result = new TreeMap<>();
        for (ParsedTemplate template : templates.values()) {
            attempt(() -> result.put(template.name().javaFile(), ClassWriter.write(template, this::find, reloadable)));
        }
        return result;
    }

    /** A call names a template by its path below the source folder, or by its name alone if it is in the same folder. */
    private ParsedTemplate find(Part.Call call, TemplateName caller) {
        String file = call.template().replace('.', '/') + TemplateName.EXTENSION;
        ParsedTemplate found = templates.get(file);
        if (found == null) {
            String folder = caller.file().substring(0, caller.file().lastIndexOf('/') + 1);
            found = templates.get(folder + file);
            if (found == null) {
                throw new TemplateException(
                        caller.file(), call.line(), "there is no template " + file + ", nor " + folder + file);
            }
        }
        return found;
    }

    private <T> @Nullable T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (TemplateException e) {
            errors.add(e.getMessage());
            return null;
        }
    }
}
