package dev.roomjar.liveview.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the templates of a running program whenever one was saved.
 *
 * <p>Each time all of them become a new generation of classes, {@code RoomHtml_1}, {@code RoomHtml_2}, …, which call
 * each other, so that their parameters may change too. They are defined in the loader and package of the classes that
 * the program was built with: a class in a loader of its own would see no class of its package that is not public.
 * Nothing is ever unloaded; a generation takes some kilobytes.
 */
final class TemplateReload {
    /** Counted for the whole program, since a class can be defined but once. */
    private static final AtomicInteger GENERATIONS = new AtomicInteger();

    private final Path sources;
    private final ClassLoader program;
    private final TemplateWatcher.Listener listener;
    private Map<String, Stamp> seen;

    TemplateReload(Path sources, ClassLoader program, TemplateWatcher.Listener listener) {
        this.sources = sources;
        this.program = program;
        this.listener = listener;
        this.seen = look();
    }

    /** Looks whether a template was saved since the last time, and if so compiles all. */
    void check() {
        try {
            Map<String, Stamp> now = look();
            if (!now.equals(seen)) {
                seen = now;
                listener.compiled(compile());
            }
        } catch (TemplateException e) {
            listener.broken(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            listener.broken(sources + ":1: cannot be read: " + e);
        } catch (RuntimeException | LinkageError e) {
            listener.broken(sources + ":1: cannot be reloaded: " + e);
        }
    }

    private Map<Class<?>, Class<?>> compile() throws IOException {
        String suffix = "Html_" + GENERATIONS.incrementAndGet();
        Map<String, byte[]> classes = MemoryCompiler.compile(TemplateSet.generate(sources, suffix, false));

        Map<Class<?>, String> replacements = new HashMap<>();
        Map<String, Class<?>> hosts = new HashMap<>();
        for (String file : TemplateSet.files(sources)) {
            TemplateName name = TemplateName.of(file, "Html");
            Class<?> built = find(name.qualified());
            if (built != null) {
                replacements.put(built, TemplateName.of(file, suffix).qualified());
                hosts.put(name.packageName(), built);
            }
        }
        Map<String, Class<?>> defined = new HashMap<>();
        classes.forEach((name, bytes) -> defined.put(name, define(name, bytes, hosts)));
        Map<Class<?>, Class<?>> newest = new HashMap<>();
        replacements.forEach((built, name) -> {
            Class<?> replacement = defined.get(name);
            if (replacement != null) { // null if the file came up after the others were compiled
                newest.put(built, replacement);
            }
        });
        return newest;
    }

    private @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, program);
        } catch (ClassNotFoundException e) {
            return null; // the template is newer than the program: only other templates can call it
        }
    }

    private static Class<?> define(String name, byte[] bytes, Map<String, Class<?>> hosts) {
        int dot = name.lastIndexOf('.');
        String packageName = dot < 0 ? "" : name.substring(0, dot);
        Class<?> host = hosts.get(packageName);
        if (host == null) {
            throw new TemplateException(
                    packageName.replace('.', '/'), 1, "the first template of a package needs a new build; restart");
        }
        try {
            return MethodHandles.privateLookupIn(host, MethodHandles.lookup()).defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("package " + packageName + " must be open for reloading", e);
        }
    }

    private Map<String, Stamp> look() {
        Map<String, Stamp> files = new TreeMap<>();
        try {
            for (String file : TemplateSet.files(sources)) {
                files.put(file, Stamp.of(sources.resolve(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** By what a saved file is told from what it was. */
    private record Stamp(FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
        }
    }
}
