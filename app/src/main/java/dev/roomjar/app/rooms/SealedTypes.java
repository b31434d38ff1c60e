package dev.roomjar.app.rooms;

import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.stream.Stream;

/**
 * Tells Jackson 2 which records a sealed interface inside a message may be; {@code application.conf} names it. What is not
 * permitted cannot be read.
 */
public final class SealedTypes extends SimpleModule {

    /** For Pekko. */
    public SealedTypes() {
        Stream.of(Action.class, Refusal.class).flatMap(SealedTypes::records).forEach(this::registerSubtypes);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(SealedTypes::records);
    }
}
