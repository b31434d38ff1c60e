package dev.roomjar.liveview.render;

import java.util.List;
import java.util.Map;
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
    private static volatile Map<Class<?>, Renderer> newest = Map.of();

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
        return newest.get(template);
    }

    /** Adds a listener; run the result to remove it. */
    public static Runnable listen(Listener listener) {
        LISTENERS.add(listener);
        return () -> LISTENERS.remove(listener);
    }

    /** Puts new versions in place of all earlier ones and tells the listeners. */
    static void replace(Map<Class<?>, Renderer> renderers) {
        newest = Map.copyOf(renderers);
        LISTENERS.forEach(Listener::templatesReplaced);
    }

    static void broken(String message) {
        LISTENERS.forEach(listener -> listener.templatesBroken(message));
    }
}
