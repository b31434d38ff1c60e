package dev.roomjar.liveview.templates;

import gg.jte.ContentType;
import gg.jte.TemplateConfig;
import gg.jte.compiler.CodeGenerator;
import gg.jte.compiler.ContentProcessor;
import gg.jte.compiler.ParamInfo;
import gg.jte.compiler.TemplateParser;
import gg.jte.compiler.TemplateType;
import gg.jte.compiler.java.JavaParamInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the calls of jte's parser into {@link Block}s. It implements jte's {@code CodeGenerator} rather than its
 * {@code TemplateParserVisitor} only because the parser asks a code generator for the line of an unclosed brace.
 */
final class TemplateReader implements CodeGenerator {
    /** Indentation matters inside these, so no line that holds only {@code @if} or {@code @for} may be swallowed. */
    private static final Pattern PREFORMATTED = Pattern.compile("<(pre|textarea)\\b");

    /** A scheme can no longer begin after one of these. */
    private static final Pattern SCHEME_IS_FIXED = Pattern.compile("[/?#:]");

    private final String source;
    private final TemplateName name;
    private final TemplateConfig config;
    private final List<String> imports = new ArrayList<>();
    private final List<ParsedTemplate.Parameter> parameters = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int line = 1;

    private @Nullable OpenUrl url;

    private TemplateReader(TemplateName name, String source) {
        this.name = name;
        this.source = source;
        this.config = new TemplateConfig(ContentType.Html, name.packageName());
        this.config.trimControlStructures = !PREFORMATTED.matcher(source).find();
    }

    /** Reads a template; throws a {@link TemplateException} with the line if it is no valid one. */
    static ParsedTemplate read(TemplateName name, String source) {
        TemplateReader reader = new TemplateReader(name, source.replace("\r\n", "\n"));
        reader.open.push(new Open(new Block(1)));
        new TemplateParser(reader.source, TemplateType.Template, reader, reader.config).parse();
        return new ParsedTemplate(name, reader.imports, reader.parameters, reader.open.pop().block, reader.source);
    }

    /** A URL attribute being read, up to the quotation mark that ends it. */
    private record OpenUrl(List<Part.Piece> pieces, char quote, int line) {}

    /** A block being read, with what is known so far of the part it belongs to. */
    private static final class Open {
        final Block block;
        final List<Part.Branch> branches = new ArrayList<>();
        Part.@Nullable Java head;

        @Nullable
        Block loopBody;

        Open(Block block) {
            this.block = block;
        }
    }

    @Override
    public void onImport(String imported) {
        imports.add(imported);
    }

    @Override
    public void onParam(String parameter) {
        ParamInfo info = JavaParamInfo.parse(parameter, this, line);
        parameters.add(ParsedTemplate.Parameter.of(info, info.defaultValue == null ? null : java(info.defaultValue)));
    }

    @Override
    public void onParamsComplete() {}

    @Override
    public void onTextPart(int depth, String text) {
        if (url == null || text.isEmpty()) {
            block().add(new Part.Text(text));
            return;
        }
        int end = text.indexOf(url.quote());
        if (end < 0) {
            url.pieces().add(new Part.Literal(text));
            return;
        }
        url.pieces().add(new Part.Literal(text.substring(0, end)));
        block().add(new Part.Url(url.pieces(), url.line()));
        block().add(new Part.Text(text.substring(end)));
        url = null;
    }

    @Override
    public void onCodePart(int depth, String code) {
        onHtmlTagBodyCodePart(depth, code, "html");
    }

    @Override
    public void onHtmlTagBodyCodePart(int depth, String code, String tag) {
        if (tag.equalsIgnoreCase("style")) {
            onError("a value inside <style> cannot be made safe; set a custom property on an element instead:"
                    + " style=\"--colour: ${…}\", and use var(--colour) here");
        }
        add(new Part.Value(Escaping.ofBody(tag), java(code)));
    }

    @Override
    public void onHtmlTagAttributeCodePart(int depth, String code, String tag, String attribute) {
        if (url != null) {
            url.pieces().add(new Part.Code(plain(code)));
            return;
        }
        Escaping escaping = escaping(attribute);
        if (attribute.equals("key")) {
            onError("a key is one expression: write key=\"${…}\"");
        }
        if (escaping == Escaping.URL && beginsUrl(code, attribute)) {
            return;
        }
        add(new Part.Value(escaping == Escaping.URL ? Escaping.ATTRIBUTE : escaping, java(code)));
    }

    /** Whether an expression may decide the scheme of the URL it stands in. If so, the whole value is read as one. */
    private boolean beginsUrl(String code, String attribute) {
        Matcher start = Pattern.compile(Pattern.quote(attribute) + "\\s*=\\s*([\"'])((?:(?!\\1).)*)$", Pattern.DOTALL)
                .matcher(block().trailingText());
        if (!start.find() || SCHEME_IS_FIXED.matcher(start.group(2)).find()) {
            return false;
        }
        String text = block().takeText();
        block().add(new Part.Text(text.substring(0, start.start(2))));
        url = new OpenUrl(new ArrayList<>(), start.group(1).charAt(0), line);
        url.pieces().add(new Part.Literal(start.group(2)));
        url.pieces().add(new Part.Code(plain(code)));
        return true;
    }

    @Override
    public void onHtmlAttributeOutput(int depth, TemplateParser.HtmlTag tag, TemplateParser.HtmlAttribute attribute) {
        Part.Java value = java(CodeGenerator.extractSingleOutputTemplateExpression(attribute.value));
        if (attribute.name.equals("key")) {
            add(new Part.Key(value));
        } else {
            add(new Part.Attribute(attribute.name, attribute.quotes, attribute.bool, escaping(attribute.name), value));
        }
    }

    private Escaping escaping(String attribute) {
        if (attribute.equalsIgnoreCase("srcdoc")) {
            onError("a value inside srcdoc is a page of its own and cannot be made safe; serve that page from a URL"
                    + " and write src=\"${…}\"");
        }
        return Escaping.ofAttribute(attribute);
    }

    @Override
    public void onUnsafeCodePart(int depth, String code) {
        add(new Part.Value(Escaping.NONE, java(code)));
    }

    @Override
    public void onCodeStatement(int depth, String code) {
        add(new Part.Statement(java(code)));
    }

    @Override
    public void onConditionStart(int depth, String condition) {
        open(java(condition));
    }

    @Override
    public void onConditionElse(int depth, String condition) {
        nextBranch(java(condition));
    }

    @Override
    public void onConditionElse(int depth) {
        nextBranch(null);
    }

    @Override
    public void onConditionEnd(int depth) {
        Open last = open.pop();
        last.branches.add(new Part.Branch(last.head, last.block));
        add(new Part.Condition(last.branches));
    }

    @Override
    public void onForLoopStart(int depth, String header) {
        open(java(header));
    }

    @Override
    public void onForLoopElse(int depth) {
        Open loop = open.pop();
        Open otherwise = open(loop.head);
        otherwise.loopBody = loop.block;
    }

    @Override
    public void onForLoopEnd(int depth) {
        Open last = open.pop();
        Part.Java header = last.head;
        if (header == null) {
            throw error(line, "@endfor without @for");
        }
        Block body = last.loopBody;
        add(body == null ? new Part.Loop(header, last.block, null) : new Part.Loop(header, body, last.block));
    }

    @Override
    public void onTemplateCall(int depth, String template, List<String> arguments) {
        int at = line;
        add(new Part.Call(template, arguments.stream().map(this::java).toList(), at));
    }

    private Open open(Part.@Nullable Java head) {
        if (url != null) {
            onError("a URL that begins with an expression takes no @if or @for; write a conditional expression");
        }
        Open opened = new Open(new Block(line));
        opened.head = head;
        open.push(opened);
        return opened;
    }

    private void nextBranch(Part.@Nullable Java condition) {
        Open before = open.pop();
        before.branches.add(new Part.Branch(before.head, before.block));
        open(condition).branches.addAll(before.branches);
    }

    private void add(Part part) {
        if (url != null) {
            onError("a URL that begins with an expression takes only text and ${…}");
        }
        block().add(part);
    }

    private Block block() {
        return open.element().block;
    }

    private String plain(String code) {
        if (code.contains("@`")) {
            onError("a URL takes no content block");
        }
        return code;
    }

    private Part.Java java(String code) {
        int at = line;
        List<Part.Piece> pieces = new ArrayList<>();
        if (!code.contains("@`")) {
            pieces.add(new Part.Code(code));
            return new Part.Java(pieces, at);
        }
        new ContentProcessor(0, code) {
            @Override
            protected void onContentBlock(int depth, String text, int written, int start, int end) {
                pieces.add(new Part.Code(text.substring(written + 1, start - 2)));
                pieces.add(new Part.Content(content(text, start, end)));
            }

            @Override
            protected void onRemainingCode(String text, int start, int end) {
                pieces.add(new Part.Code(text.substring(start, end)));
            }
        }.process();
        return new Part.Java(pieces, at);
    }

    private Block content(String code, int start, int end) {
        int after = line;
        line = lineOf(code.substring(start, end), after);
        open.push(new Open(new Block(line)));
        TemplateParser parser = new TemplateParser(code, TemplateType.Content, this, config);
        parser.setStartIndex(start);
        parser.setEndIndex(end);
        parser.setParamsComplete(true);
        parser.parse();
        line = after + newlines(code.substring(start, end)); // which the outer parser passed over
        return open.pop().block;
    }

    /** The parser gives no positions; a block that stands in the source but once can be found again. */
    private int lineOf(String content, int fallback) {
        int at = source.indexOf(content);
        if (at < 0 || source.indexOf(content, at + 1) >= 0) {
            return fallback;
        }
        return 1 + newlines(source.substring(0, at));
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    @Override
    public void onLineFinished() {
        line++;
    }

    @Override
    public void onComplete() {}

    @Override
    public void onError(String message) {
        throw error(line, message);
    }

    /** The line is counted as {@link #getCurrentTemplateLine()} does. */
    @Override
    public void onError(String message, int templateLine) {
        throw error(templateLine + 1, message);
    }

    private TemplateException error(int at, String message) {
        return new TemplateException(name.file(), at, message);
    }

    @Override
    public int getCurrentTemplateLine() {
        return line - 1;
    }

    @Override
    public void onInterceptHtmlTagOpened(int depth, TemplateParser.HtmlTag tag) {}

    @Override
    public void onInterceptHtmlTagClosed(int depth, TemplateParser.HtmlTag tag) {}

    @Override
    public String getCode() {
        throw new UnsupportedOperationException("blocks are read, not code written");
    }

    @Override
    public List<byte[]> getBinaryTextParts() {
        return List.of();
    }

    @Override
    public List<ParamInfo> getParamInfo() {
        return List.of();
    }

    @Override
    public List<String> getImports() {
        return imports;
    }
}
