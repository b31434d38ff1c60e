package dev.roomjar.liveview.render;

import dev.roomjar.liveview.templates.TemplateWatcher;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what the watcher compiled into {@link DevTemplates}. Apart from it, because the watcher is not on the class path
 * of a program in production.
 */
final class DevReload implements TemplateWatcher.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(DevReload.class);

    private DevReload() {}

    static DevTemplates.Watch watch(Path sources) {
        TemplateWatcher watcher = TemplateWatcher.start(sources, DevReload.class.getClassLoader(), new DevReload());
        return watcher::close;
    }

    @Override
    public void compiled(Map<Class<?>, Class<?>> classes) {
        Map<Class<?>, DevTemplates.Renderer> renderers = new HashMap<>();
        classes.forEach((template, replacement) -> {
            Method built = renderMethod(template);
            Method newer = renderMethod(replacement);
            if (Arrays.equals(built.getParameterTypes(), newer.getParameterTypes())) {
                renderers.put(template, renderer(newer));
            } else {
                broken("the parameters of " + template.getName()
                        + " were changed: views go on with its old version until they are built again");
            }
        });
        DevTemplates.replace(renderers);
        LOG.info("Templates reloaded");
    }

    @Override
    public void broken(String message) {
        LOG.error("The old templates stay, because a saved one cannot be used:\n{}", message);
        DevTemplates.broken(message);
    }

    private static Method renderMethod(Class<?> template) {
        for (Method method : template.getDeclaredMethods()) {
            if (method.getName().equals("render")) {
                return method;
            }
        }
        throw new IllegalStateException(template + " is no generated template: it has no method render");
    }

    private static DevTemplates.Renderer renderer(Method render) {
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
