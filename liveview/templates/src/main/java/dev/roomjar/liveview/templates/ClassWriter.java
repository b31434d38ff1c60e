package dev.roomjar.liveview.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the Java class of a template: one {@code Template} constant per block, and a {@code render} method that fills
 * in the values. Names of local variables hold a {@code $}, so that they cannot clash with those of the template.
 */
final class ClassWriter {
    private static final String LIBRARY = "dev.roomjar.liveview.render.";

    /** Finds the template that a call names. */
    interface Callees {
        /** Throws a {@link TemplateException} if there is none. */
        ParsedTemplate find(Part.Call call, TemplateName caller);
    }

    private final ParsedTemplate template;
    private final Callees callees;
    private final boolean reloadable;
    private final Map<Integer, String> constants;
    private final Set<String> libraryImports;
    private final JavaText code;
    private int blocks;

    private ClassWriter(ParsedTemplate template, Callees callees, boolean reloadable, int depth) {
        this.code = new JavaText(depth);
        this.constants = new TreeMap<>();
        this.libraryImports = new TreeSet<>();
        this.template = template;
        this.callees = callees;
        this.reloadable = reloadable;
    }

    /** A reloadable class gives way to a newer generation of itself in development. */
    static String write(ParsedTemplate template, Callees callees, boolean reloadable) {
        return new ClassWriter(template, callees, reloadable, 1).write();
    }

    private String write() {
        renderMethod();
        defaults();

        JavaText file = new JavaText(0);
        file.line("// Generated from " + template.name().file() + "; changes made here are lost.");
        if (!template.name().packageName().isEmpty()) {
            file.line("package " + template.name().packageName() + ";").line("");
        }
        Stream.concat(libraryImports.stream(), template.imports().stream())
                .forEach(imported -> file.line("import " + imported + ";"));
        file.line("").line("/** {@code " + template.name().file() + "}. */");
        file.line("@SuppressWarnings(\"all\")");
        file.open("public final class " + template.name().className());
        constants.values().forEach(file::line);
        file.line("");
        file.line("private " + template.name().className() + "() {}");
        return file + "\n" + code + "}\n";
    }

    /** The name of a class of the library: short unless the template itself uses that word, for whatever it means. */
    private String library(String className) {
        if (template.mentions(className)) {
            return LIBRARY + className;
        }
        libraryImports.add(LIBRARY + className);
        return className;
    }

    private void renderMethod() {
        String parameters = template.parameters().stream()
                .map(parameter -> parameter.type() + " " + parameter.name())
                .collect(Collectors.joining(", "));
        code.open("public static " + library("Rendered") + " render(" + parameters + ")");
        if (reloadable) {
            String arguments = template.parameters().stream()
                    .map(ParsedTemplate.Parameter::name)
                    .collect(Collectors.joining(", "));
            String registry = library("DevTemplates");
            code.open("if (" + registry + ".ENABLED)");
            code.line("var newer$ = " + registry + ".newer(" + template.name().className() + ".class);");
            code.open("if (newer$ != null)");
            code.line("return newer$.render(new Object[] {" + arguments + "});");
            code.close().close();
        }
        BlockWriter body = new BlockWriter(template.body());
        body.write();
        code.line("return " + body.rendered() + ";");
        code.close();
    }

    /** Default values are written here, where the imports they need are, and called by callers. */
    private void defaults() {
        for (ParsedTemplate.Parameter parameter : template.parameters()) {
            if (parameter.fallback() != null) {
                code.line("");
                code.open("public static " + parameter.type() + " " + defaultMethod(parameter) + "()");
                code.line("return " + expression(parameter.fallback()) + ";");
                code.close();
            }
        }
    }

    private static String defaultMethod(ParsedTemplate.Parameter parameter) {
        return "default$" + parameter.name();
    }

    /** Java code of the template, its content blocks turned into lambdas. */
    private String expression(Part.Java java) {
        StringBuilder result = new StringBuilder();
        for (Part.Piece piece : java.pieces()) {
            if (piece instanceof Part.Code plain) {
                result.append(plain.code());
            } else if (piece instanceof Part.Content content) {
                result.append(slot(content.body()));
            }
        }
        return result.toString().strip();
    }

    private String slot(Block body) {
        ClassWriter inner = new ClassWriter(template, callees, false, code.depth());
        inner.blocks = blocks;
        inner.code.open("(" + library("Slot") + ") () ->");
        BlockWriter block = inner.new BlockWriter(body);
        block.write();
        inner.code.line("return " + block.rendered() + ";").close();
        blocks = inner.blocks;
        constants.putAll(inner.constants);
        libraryImports.addAll(inner.libraryImports);
        return inner.code.toString().strip();
    }

    private TemplateException error(int line, String message) {
        return new TemplateException(template.name().file(), line, message);
    }

    /** Writes the statements that fill the values of one block. */
    private final class BlockWriter implements Part.Visitor {
        private final Block block;
        private final int number = blocks++;
        private final List<String> statics = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        BlockWriter(Block block) {
            this.block = block;
        }

        /** Writes a block that is no loop body. */
        void write() {
            LoopKey.refuseKeys(template.name(), block.parts());
            writeRow();
        }

        void writeRow() {
            int slots =
                    (int) block.parts().stream().filter(BlockWriter::isDynamic).count();
            if (slots > 0) {
                code.line("Object[] " + values() + " = new Object[" + slots + "];");
            }
            block.parts().forEach(part -> part.accept(this));
            statics.add(text.toString());
            constants.put(number, constants(slots == 0));
        }

        private String constants(boolean alwaysTheSame) {
            JavaText fields = new JavaText(1);
            fields.line("private static final " + library("Template") + " " + constant() + " = " + library("Template")
                    + ".of(");
            fields.line("        \"" + template.name().file() + ":" + block.line() + "\",");
            fields.line("        " + RootElement.isAllOf(block) + ",");
            for (int i = 0; i < statics.size(); i++) {
                String separator = i == statics.size() - 1 ? ");" : ",";
                fields.line("        " + JavaText.literal(statics.get(i)) + separator);
            }
            if (alwaysTheSame) {
                fields.line("private static final " + library("Rendered") + " RENDERED_" + number + " = new "
                        + library("Rendered") + "(" + constant() + ", new Object[0]);");
            }
            return fields.toString().strip();
        }

        private static boolean isDynamic(Part part) {
            return !(part instanceof Part.Text || part instanceof Part.Statement || part instanceof Part.Key);
        }

        /** The expression for the tree of this block; a block without values is always the same tree. */
        String rendered() {
            return statics.size() == 1
                    ? "RENDERED_" + number
                    : "new " + library("Rendered") + "(" + constant() + ", " + values() + ")";
        }

        private String constant() {
            return "TEMPLATE_" + number;
        }

        private String values() {
            return "values$" + number;
        }

        /** The row of a loop as an array. */
        String row() {
            return statics.size() == 1 ? "new Object[0]" : values();
        }

        /** Ends a static text; what is assigned to the result comes after it. */
        private String nextValue() {
            statics.add(text.toString());
            text.setLength(0);
            return values() + "[" + (statics.size() - 1) + "]";
        }

        private void assign(String target, String expression, int line) {
            code.line(target + " = " + expression + ";", line);
        }

        @Override
        public void text(Part.Text part) {
            text.append(part.text());
        }

        @Override
        public void value(Part.Value part) {
            assign(
                    nextValue(),
                    html(part.escaping().method()) + expression(part.java()) + ")",
                    part.java().line());
        }

        @Override
        public void attribute(Part.Attribute part) {
            String value = expression(part.java());
            String start = " " + part.name();
            String expression = part.flag()
                    ? html("flag") + JavaText.literal(start) + ", " + value + ")"
                    : html(part.escaping().method()) + JavaText.literal(start + "=" + part.quote()) + ", " + value
                            + ", " + JavaText.literal(String.valueOf(part.quote())) + ")";
            assign(nextValue(), expression, part.java().line());
        }

        @Override
        public void url(Part.Url part) {
            assign(nextValue(), html("url") + concatenation(part.pieces()) + ")", part.line());
        }

        @Override
        public void key(Part.Key part) {
            // LoopKey reads it, and it is not sent
        }

        @Override
        public void statement(Part.Statement part) {
            code.line(expression(part.java()), part.java().line());
        }

        @Override
        public void condition(Part.Condition part) {
            String target = nextValue();
            boolean complete = false;
            for (int i = 0; i < part.branches().size(); i++) {
                Part.Branch branch = part.branches().get(i);
                Part.Java condition = branch.condition();
                if (condition == null) {
                    complete = true;
                    code.next("else");
                } else if (i == 0) {
                    code.open("if (" + expression(condition) + ")", condition.line());
                } else {
                    code.next("else if (" + expression(condition) + ")", condition.line());
                }
                BlockWriter body = new BlockWriter(branch.body());
                body.write();
                code.line(target + " = " + body.rendered() + ";");
            }
            if (!complete) {
                code.next("else").line(target + " = \"\";");
            }
            code.close();
        }

        @Override
        public void loop(Part.Loop part) {
            String target = nextValue();
            BlockWriter body = new BlockWriter(part.body());
            String rows = "rows$" + body.number;
            String keyed = library("Keyed");
            code.line(keyed + " " + rows + " = new " + keyed + "(" + body.constant() + ");");
            code.open("for (" + header(part.header(), rows) + ")", part.header().line());
            body.writeRow();
            List<Part.Piece> key = LoopKey.of(template.name(), part.body());
            code.line(rows + ".add(" + (key == null ? "" : concatenation(key) + ", ") + body.row() + ");");
            code.close();
            Block otherwise = part.otherwise();
            if (otherwise == null) {
                code.line(target + " = " + rows + ";");
                return;
            }
            code.open("if (" + rows + ".isEmpty())");
            BlockWriter empty = new BlockWriter(otherwise);
            empty.write();
            code.line(target + " = " + empty.rendered() + ";");
            code.next("else").line(target + " = " + rows + ";").close();
        }

        private String header(Part.Java java, String rows) {
            String header = expression(java);
            ForHeader each = ForHeader.ofEach(header);
            return each == null
                    ? header
                    : each.declaration() + " : " + library("Keyed") + ".each(" + rows + ", " + each.items() + ")";
        }

        @Override
        public void call(Part.Call part) {
            ParsedTemplate callee = callees.find(part, template.name());
            String target = nextValue();
            assign(target, callee.name().qualified() + ".render(" + arguments(part, callee) + ")", part.line());
        }

        private String arguments(Part.Call call, ParsedTemplate callee) {
            List<@Nullable String> values = new ArrayList<>();
            List<ParsedTemplate.Parameter> parameters = callee.parameters();
            parameters.forEach(parameter -> values.add(null));
            List<String> surplus = new ArrayList<>();
            int position = 0;
            for (Part.Java java : call.arguments()) {
                String argument = expression(java);
                Argument named = Argument.parse(argument);
                if (named != null) {
                    values.set(indexOf(named.name(), call, callee), named.value());
                } else if (position < parameters.size()) {
                    values.set(position, argument);
                } else if (!parameters.isEmpty()
                        && parameters.get(parameters.size() - 1).varargs()) {
                    surplus.add(argument);
                } else {
                    throw error(
                            call.line(),
                            "@template." + call.template() + " takes " + parameters.size() + " parameters, not "
                                    + call.arguments().size());
                }
                position++;
            }
            List<String> result = new ArrayList<>();
            for (int i = 0; i < parameters.size(); i++) {
                String value = values.get(i);
                ParsedTemplate.Parameter parameter = parameters.get(i);
                if (value != null) {
                    result.add(value);
                } else if (parameter.fallback() != null) {
                    result.add(callee.name().qualified() + "." + defaultMethod(parameter) + "()");
                } else if (!parameter.varargs()) {
                    throw error(
                            call.line(),
                            "@template." + call.template() + " needs " + parameter.name() + "; write @template."
                                    + call.template() + "(" + parameter.name() + " = …)");
                }
            }
            result.addAll(surplus);
            return String.join(", ", result);
        }

        private int indexOf(String name, Part.Call call, ParsedTemplate callee) {
            List<String> names = callee.parameters().stream()
                    .map(ParsedTemplate.Parameter::name)
                    .toList();
            int index = names.indexOf(name);
            if (index < 0) {
                throw error(
                        call.line(),
                        "@template." + call.template() + " has no parameter " + name
                                + (names.isEmpty() ? "; it takes none" : "; it has " + String.join(", ", names)));
            }
            return index;
        }

        private String concatenation(List<Part.Piece> pieces) {
            List<String> terms = new ArrayList<>();
            for (Part.Piece piece : pieces) {
                if (piece instanceof Part.Literal literal && !literal.text().isEmpty()) {
                    terms.add(JavaText.literal(literal.text()));
                } else if (piece instanceof Part.Code java) {
                    terms.add(html("text") + java.code().strip() + ")");
                }
            }
            return String.join(" + ", terms);
        }

        private String html(String method) {
            return library("Html") + "." + method + "(";
        }
    }
}
