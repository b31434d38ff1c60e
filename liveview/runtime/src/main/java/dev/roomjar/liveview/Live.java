package dev.roomjar.liveview;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The address of a live view: a path whose segments are literal or a parameter in braces, as in
 * {@code @Live("/rooms/{room}")}. A parameter matches one non-empty segment and reaches the view, percent-decoded, in its
 * {@link Params}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Live {
    /** The path, starting with a slash. */
    String value();
}
