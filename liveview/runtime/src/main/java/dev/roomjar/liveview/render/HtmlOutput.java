package dev.roomjar.liveview.render;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.jspecify.annotations.Nullable;

/** Takes what content of unknown kind writes, and escapes what is not markup. */
final class HtmlOutput implements TemplateOutput {
    private final StringBuilder out = new StringBuilder();

    private HtmlOutput() {}

    static String write(Content content) {
        HtmlOutput output = new HtmlOutput();
        content.writeTo(output);
        return output.out.toString();
    }

    @Override
    public void writeContent(String markup) {
        out.append(markup);
    }

    @Override
    public void writeContent(String markup, int beginIndex, int endIndex) {
        out.append(markup, beginIndex, endIndex);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        if (text != null) {
            out.append(Html.escape(text));
        }
    }

    @Override
    public void writeUserContent(@Nullable Enum<?> constant) {
        if (constant != null) {
            out.append(Html.escape(constant.name()));
        }
    }
}
