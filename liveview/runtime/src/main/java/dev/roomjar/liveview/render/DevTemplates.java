package dev.roomjar.liveview.render;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The templates that were saved since the program started, in development. Each generated class asks here whether there
 * is a newer version of itself, if {@link #ENABLED}; otherwise the question is not even compiled in by the JIT.
 *
 * <p>All methods may be called from any thread.
 */
public final class DevTemplates {
    /** Set {@code -Dliveview.dev=true} before any template class is loaded. */
    public static final boolean ENABLED = Boolean.getBoolean("liveview.dev");

    private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();
    private static final Map<Class<?>, Renderer> NEWEST = new ConcurrentHashMap<>();

    private DevTemplates() {}

    /** The {@code render} method of a newer version of a template. */
    @FunctionalInterface
    public interface Renderer {
        /** Takes the parameters of the template in their order. */
        Rendered render(@Nullable Object[] arguments);
    }

    /** Hears of saved templates, on the thread of the watcher. */
    public interface Listener {
        /** There are new templates: every view should render again, keeping its state. */
        void templatesReplaced();

        /** A saved template cannot be used, and the old one stays. The message begins with file and line. */
        void templatesBroken(String message);
    }

    /** The newer version of a generated class; null if it is itself the newest. */
    public static @Nullable Renderer newer(Class<?> template) {
        return NEWEST.get(template);
    }

    /** Adds a listener; run the result to remove it. */
    public static Runnable listen(Listener listener) {
        LISTENERS.add(listener);
        return () -> LISTENERS.remove(listener);
    }

    /**
     * Watches the templates below a folder: a saved one shows within a second. Needs a JDK, the artifact
     * {@code roomjar-liveview-templates} on the class path, and {@link #ENABLED}.
     *
     * @param sources what they were compiled from, as in {@code src/main/java}
     * @return close it to stop watching
     */
    public static Watch watch(Path sources) {
        if (!ENABLED) {
            throw new IllegalStateException("start Java with -Dliveview.dev=true to reload templates");
        }
        try {
            return DevReload.watch(sources);
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException("put roomjar-liveview-templates on the class path to reload templates", e);
        }
    }

    /** A folder being watched. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Puts new versions in place of earlier ones and tells the listeners. */
    static void replace(Map<Class<?>, Renderer> renderers) {
        NEWEST.putAll(renderers);
        LISTENERS.forEach(Listener::templatesReplaced);
    }

    /** Tells the listeners. */
    static void broken(String message) {
        LISTENERS.forEach(listener -> listener.templatesBroken(message));
    }
}
