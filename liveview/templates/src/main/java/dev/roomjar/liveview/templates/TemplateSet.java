package dev.roomjar.liveview.templates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All templates of one source folder, compiled together since they call each other. */
final class TemplateSet {
    private final Map<String, ParsedTemplate> templates = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();
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
            set.read(file, suffix, text);
        }
        set.refuseClashes(sources);
        Map<String, String> result = set.write();
        if (!set.errors.isEmpty()) {
            throw new TemplateException(String.join("\n", set.errors));
        }
        return result;
    }

    /** Paths of the templates below a folder, in order. */
    static List<String> files(Path sources) throws IOException {
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

    private void read(String file, String suffix, String text) {
        try {
            templates.put(file, TemplateReader.read(TemplateName.of(file, suffix), text));
        } catch (TemplateException e) {
            broken.add(file);
            errors.add(e.getMessage());
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
            try {
                result.put(template.name().javaFile(), ClassWriter.write(template, this::find, reloadable));
            } catch (BrokenCallee e) {
                // what is wrong with the callee is enough
            } catch (TemplateException e) {
                errors.add(e.getMessage());
            }
        }
        return result;
    }

    /** A call names a template by its path below the source folder, or by its name alone if it is in the same folder. */
    private ParsedTemplate find(Part.Call call, TemplateName caller) {
        String file = call.template().replace('.', '/') + TemplateName.EXTENSION;
        String folder = caller.file().substring(0, caller.file().lastIndexOf('/') + 1);
        for (String path : List.of(file, folder + file)) {
            ParsedTemplate found = templates.get(path);
            if (found != null) {
                return found;
            }
            if (broken.contains(path)) {
                throw new BrokenCallee();
            }
        }
        throw new TemplateException(
                caller.file(), call.line(), "there is no template " + file + ", nor " + folder + file);
    }

    /** A template cannot be written because one that it calls could not be read, which is reported already. */
    private static final class BrokenCallee extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
