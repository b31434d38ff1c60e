package dev.roomjar.liveview.templates;

import gg.jte.compiler.ParamInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A template that was read: what it imports, what it is called with, and what it consists of. */
record ParsedTemplate(TemplateName name, List<String> imports, List<Parameter> parameters, Block body, String source) {
    /** Whether a word occurs in the template. */
    boolean mentions(String word) {
        return Pattern.compile("\\b" + word + "\\b").matcher(source).find();
    }

    /**
     * One {@code @param}.
     *
     * @param fallback the default value; null if callers must give one
     */
    record Parameter(String type, String name, Part.@Nullable Java fallback, boolean varargs) {
        static Parameter of(ParamInfo info, Part.@Nullable Java fallback) {
            return new Parameter(info.type, info.name, fallback, info.varargs);
        }
    }
}
