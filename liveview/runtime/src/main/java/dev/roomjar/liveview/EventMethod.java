package dev.roomjar.liveview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.View.UnfitEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One {@link On} method: binds its parameters from the event's value by name. Immutable. */
final class EventMethod {
    private static final int LONGEST_QUOTE = 300;

    private final Method method;
    private final Parameter[] parameters;

    EventMethod(Method method) {
        this.method = method;
        this.parameters = method.getParameters();
        for (Parameter parameter : parameters) {
            if (!parameter.isNamePresent()) {
                throw new IllegalArgumentException("the parameter names of " + name()
                        + " are not in its class file: compile with  javac -parameters");
            }
        }
        method.setAccessible(true);
    }

    /** Whether a method of a superclass is the one that this method overrides. */
    boolean overrides(EventMethod inherited) {
        return method.getDeclaringClass() != inherited.method.getDeclaringClass()
                && method.getName().equals(inherited.method.getName())
                && Arrays.equals(method.getParameterTypes(), inherited.method.getParameterTypes());
    }

    @Nullable
    JsonNode call(LivePart target, ObjectNode value) throws Exception {
        Object result;
        try {
            result = method.invoke(target, arguments(value));
        } catch (InvocationTargetException e) {
            throw unwrapped(e);
        }
        if (result == null) {
            return null;
        }
        JsonNode reply = Json.tree(result);
        if (!reply.isObject()) {
            throw new IllegalStateException(name() + " returned "
                    + result.getClass().getSimpleName() + ", but a reply is a JSON object: return a record or a map");
        }
        return reply;
    }

    private @Nullable Object[] arguments(ObjectNode value) {
        @Nullable Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = argument(parameters[i], value);
        }
        return arguments;
    }

    private @Nullable Object argument(Parameter parameter, ObjectNode value) {
        Class<?> type = parameter.getType();
        if (type == Params.class) {
            return new Params(value);
        }
        JsonNode given = value.get(parameter.getName());
        if (given == null || given.isNull() || (isBlank(given) && type != String.class)) {
            if (type == boolean.class) {
                return false;
            }
            if (isNullable(parameter)) {
                return null;
            }
            if (given == null || given.isNull() || type.isPrimitive()) {
                throw new UnfitEventException(
                        name() + " needs a value for \"" + parameter.getName() + "\", but the event has "
                                + shortened(value.properties().stream()
                                        .map(e -> e.getKey())
                                        .toList()
                                        .toString()),
                        null);
            }
        }
        try {
            var mapper = Json.MAPPER;
            return mapper.readerFor(mapper.constructType(parameter.getParameterizedType()))
                    .readValue(given);
        } catch (JsonProcessingException e) {
            throw unfit(parameter, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UnfitEventException unfit(Parameter parameter, JsonProcessingException e) {
        return new UnfitEventException(
                name() + ": \"" + parameter.getName() + "\" does not fit "
                        + parameter.getType().getSimpleName() + ": " + shortened(e.getOriginalMessage()),
                e);
    }

    /** Anybody can send anything, and must not fill the log with it. */
    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static boolean isBlank(JsonNode given) {
        return given.isTextual() && given.textValue().isEmpty();
    }

    private static boolean isNullable(Parameter parameter) {
        return Stream.of(parameter.getAnnotatedType().getAnnotations(), parameter.getAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Nullable"));
    }

    private static Exception unwrapped(InvocationTargetException e) {
        switch (e.getCause()) {
            case Error error -> throw error;
            case Exception exception -> {
                return exception;
            }
            case null, default -> {
                return e;
            }
        }
    }

    private String name() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
