package dev.roomjar.liveview.templates;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what tells the rows of a loop apart: {@code key="${…}"} on the first element of the body, else the whole value
 * of its {@code id}, if there is an expression in it. The whole value, because it names the rows of a stream too.
 */
final class LoopKey {
    private static final Pattern ID = Pattern.compile("\\sid\\s*=\\s*([\"'])((?:(?!\\1).)*)$", Pattern.DOTALL);

    private LoopKey() {}

    /**
     * @return the pieces to put together; null if the rows are known by their position only
     * @throws TemplateException if a key stands elsewhere than on the first element
     */
    static @Nullable List<Part.Piece> of(TemplateName template, Block body) {
        int end = endOfFirstTag(body.parts());
        refuseKeys(template, body.parts().subList(end, body.parts().size()));
        List<Part> tag = body.parts().subList(0, end);
        for (Part part : tag) {
            if (part instanceof Part.Key key) {
                return pieces(key.java());
            }
        }
        for (int i = 0; i < tag.size(); i++) {
            if (tag.get(i) instanceof Part.Attribute attribute
                    && attribute.name().equals("id")) {
                return pieces(attribute.java());
            }
            if (tag.get(i) instanceof Part.Text text) {
                Matcher start = ID.matcher(text.text());
                if (start.find() && i + 1 < tag.size()) {
                    return mixed(
                            body.parts(), i + 1, start.group(2), start.group(1).charAt(0));
                }
            }
        }
        return null;
    }

    /** Refuses keys that no loop will look at. */
    static void refuseKeys(TemplateName template, List<Part> parts) {
        for (Part part : parts) {
            if (part instanceof Part.Key key) {
                throw new TemplateException(
                        template.file(),
                        key.java().line(),
                        "key belongs on the first element of a @for body; write id=\"${…}\" if you mean an attribute");
            }
        }
    }

    /** An id of text and expressions: {@code user-${name}}. */
    private static List<Part.Piece> mixed(List<Part> parts, int from, String prefix, char quote) {
        List<Part.Piece> pieces = new ArrayList<>();
        pieces.add(new Part.Literal(prefix));
        for (Part part : parts.subList(from, parts.size())) {
            if (part instanceof Part.Value value) {
                pieces.addAll(pieces(value.java()));
            } else if (part instanceof Part.Text text) {
                int end = text.text().indexOf(quote);
                if (end >= 0) {
                    pieces.add(new Part.Literal(text.text().substring(0, end)));
                    break;
                }
                pieces.add(new Part.Literal(text.text()));
            }
        }
        return pieces;
    }

    private static List<Part.Piece> pieces(Part.Java java) {
        return List.of(new Part.Code(java.plain()));
    }

    /** How many parts belong to the first tag of a body; 0 if it does not begin with one. */
    private static int endOfFirstTag(List<Part> parts) {
        boolean inTag = false;
        char quote = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part instanceof Part.Text text) {
                String html = inTag ? text.text() : text.text().stripLeading();
                for (int at = 0; at < html.length(); at++) {
                    char c = html.charAt(at);
                    if (!inTag && c != '<') {
                        return 0;
                    }
                    inTag = true;
                    if (quote != 0) {
                        quote = c == quote ? 0 : quote;
                    } else if (c == '"' || c == '\'') {
                        quote = c;
                    } else if (c == '>') {
                        return i + 1;
                    }
                }
            } else if (!inTag && !(part instanceof Part.Statement)) {
                return 0;
            }
        }
        return 0;
    }
}
