package dev.roomjar.liveview;

import dev.roomjar.liveview.channel.Component;
import dev.roomjar.liveview.render.ComponentPlace;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes components: by the factory that the site names, else by the constructor without parameters. Immutable. */
final class ComponentFactories {
    private static final ClassValue<Constructor<?>> CONSTRUCTORS = new ClassValue<>() {
        @Override
        protected Constructor<?> computeValue(Class<?> type) {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor;
            } catch (NoSuchMethodException e) {
                throw missing(type, e);
            }
        }
    };

    private final Map<Class<?>, Supplier<? extends LiveComponent<?>>> named;

    ComponentFactories(Map<Class<?>, Supplier<? extends LiveComponent<?>>> named) {
        this.named = Map.copyOf(named);
    }

    Component make(ComponentPlace place) {
        if (!(place.key() instanceof LiveComponent.Key key)) {
            throw new IllegalStateException("not a component: " + place);
        }
        var factory = named.get(key.type());
        return new DrivenComponent(factory == null ? byConstructor(key.type()) : factory.get());
    }

    private static LiveComponent<?> byConstructor(Class<?> type) {
        try {
            return (LiveComponent<?>) CONSTRUCTORS.get(type).newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the constructor of " + type.getSimpleName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw missing(type, e);
        }
    }

    private static IllegalStateException missing(Class<?> type, @Nullable Exception cause) {
        return new IllegalStateException(
                type.getName() + " cannot be made without parameters: name a factory in the site's routes,  .component("
                        + type.getSimpleName() + ".class, () -> new " + type.getSimpleName() + "(…))",
                cause);
    }
}
