package dev.roomjar.liveview;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a {@link LiveView} or a {@link LiveComponent} the handler of an event of the page: {@code phx-click="join"},
 * {@code phx-submit="join"} or {@code pushEvent("join", …)} of a hook.
 *
 * <p>Parameters are bound by name from the event's value: {@code String}, primitive types and their boxes, enums, lists,
 * records (from nested values such as {@code user[name]}), or one {@link Params} for the whole value. A value that is
 * missing or does not fit is the page's fault and ends the view, as an unknown event does; declare a parameter
 * {@code @Nullable} if it may be missing. A missing {@code boolean} is false, as an unchecked box is.
 *
 * <p>What the method returns, a record or a map, is the reply a hook receives; {@code null} or {@code void} is no reply.
 * Parameter names are read from the class file: compile with {@code -parameters}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface On {
    /** The name of the event; the method's own name if empty. */
    String value() default "";
}
