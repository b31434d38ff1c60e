package dev.roomjar.liveview.render;

import dev.roomjar.liveview.templates.TemplateWatcher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates that were saved since the program started, in development. Each generated class asks here whether there
 * is a newer version of itself, if {@link #ENABLED}; otherwise the question is not even compiled in by the JIT.
 *
 * <p>All methods may be called from any thread.
 */
public final class DevTemplates {
    /** Set {@code -Dliveview.dev=true} before any template class is loaded. */
    public static final boolean ENABLED = Boolean.getBoolean("liveview.dev");

    private static final Logger LOG = LoggerFactory.getLogger(DevTemplates.class);
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
        var watcher = TemplateWatcher.start(sources, DevTemplates.class.getClassLoader(), new Reload());
        return watcher::close;
    }

    /** A folder being watched. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Reload implements TemplateWatcher.Listener {
        @Override
        public void compiled(Map<Class<?>, Class<?>> classes) {
            Map<Class<?>, Renderer> renderers = new HashMap<>(newest);
            classes.forEach((template, replacement) -> {
                Method old = renderMethod(template);
                Method replacing = renderMethod(replacement);
                if (Arrays.equals(old.getParameterTypes(), replacing.getParameterTypes())) {
                    renderers.put(template, renderer(replacing));
                } else {
                    broken("the parameters of " + template.getName()
                            + " were changed: views go on with its old version until they are built again");
                }
            });
            newest = Map.copyOf(renderers);
            LOG.info("Templates reloaded");
            LISTENERS.forEach(Listener::templatesReplaced);
        }

        @Override
        public void broken(String message) {
            LOG.error("The old templates stay, because a saved one cannot be used:\n{}", message);
            LISTENERS.forEach(listener -> listener.templatesBroken(message));
        }
    }

    private static Method renderMethod(Class<?> template) {
        for (Method method : template.getDeclaredMethods()) {
            if (method.getName().equals("render")) {
                return method;
            }
        }
        throw new IllegalStateException(template + " is no generated template: it has no method render");
    }

    private static Renderer renderer(Method render) {
        try {
            MethodHandle handle = MethodHandles.lookup()
                    .unreflect(render)
                    .asFixedArity()
                    .asSpreader(Object[].class, render.getParameterCount());
            return arguments -> render(handle, arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rendered render(MethodHandle handle, @Nullable Object[] arguments) {
        try {
            return (Rendered) handle.invoke(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e); // templates declare none
        }
    }
}
