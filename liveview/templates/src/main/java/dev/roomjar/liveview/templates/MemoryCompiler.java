package dev.roomjar.liveview.templates;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles generated classes against the class path of this program, without touching a file. */
final class MemoryCompiler {
    private static final Pattern TEMPLATE_LINE = Pattern.compile(JavaText.COMMENT + "(\\d+)$");

    private static final Pattern TEMPLATE_FILE = Pattern.compile("^// Generated from (.*);");

    private MemoryCompiler() {}

    /**
     * Compiles.
     *
     * @param sources content by path
     * @return bytes by class name
     * @throws TemplateException with the lines of the templates, if something does not compile
     */
    static Map<String, byte[]> compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new TemplateException("templates can only be reloaded on a JDK, and this is a Java without compiler");
        }
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Output output = new Output(compiler.getStandardFileManager(problems, Locale.ROOT, null));
        List<String> options =
                List.of("-proc:none", "-nowarn", "-parameters", "-classpath", System.getProperty("java.class.path"));
        List<Source> units = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        if (!compiler.getTask(null, output, problems, options, null, units).call()) {
            throw new TemplateException(problems.getDiagnostics().stream()
                    .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                    .map(MemoryCompiler::describe)
                    .distinct()
                    .collect(Collectors.joining("\n")));
        }
        return output.classes();
    }

    private static String describe(Diagnostic<? extends JavaFileObject> problem) {
        String message = problem.getMessage(Locale.ROOT);
        if (!(problem.getSource() instanceof Source source)) {
            return message;
        }
        return source.templatePosition(problem.getLineNumber()) + ": " + message;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String content;

        Source(String path, String content) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.content = content;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return content;
        }

        /** {@code file:line} of what a line was generated from: the next line of the template that is named there. */
        String templatePosition(long line) {
            List<String> lines = content.lines().toList();
            String file = "";
            Matcher generatedFrom = TEMPLATE_FILE.matcher(lines.get(0));
            if (generatedFrom.find()) {
                file = generatedFrom.group(1);
            }
            for (int i = (int) Math.max(line - 1, 0); i < lines.size(); i++) {
                Matcher comment = TEMPLATE_LINE.matcher(lines.get(i));
                if (comment.find()) {
                    return file + ":" + comment.group(1);
                }
            }
            return file + ":1";
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Output(JavaFileManager manager) {
            super(manager);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() throws IOException {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            return written.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
        }
    }
}
