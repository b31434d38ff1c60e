package dev.roomjar.liveview.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.liveview.render.pages.EscapingHtml;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><script>alert(1)</script>",
                "' onmouseover='alert(1)",
                "\" onmouseover=\"alert(1)",
                "</script><script>alert(1)</script>",
                "</textarea><script>alert(1)</script>",
                "');alert(1);//",
                "\\');alert(1);//",
                "\\\";alert(1);//",
                "</ScRiPt ><img src=x onerror=alert(1)>",
                "<!--",
                "${alert(1)}",
                "`;alert(1);`",
                "\u2028alert(1)"
            })
    void noTextCanLeaveThePlaceWhereItStands(String attack) {
        String harmless = EscapingHtml.render("harmless").html();
        String html = EscapingHtml.render(attack).html();

        assertThat(markup(html)).isEqualTo(markup(harmless));
        assertThat(html).doesNotContain("<script>alert", "<img src=x", " onmouseover=\"", " onmouseover='");
        assertThat(scriptOf(html)).matches("const name = \"([^\"\\\\\n\u2028]|\\\\x[0-9a-f]{2}|\\\\u202[89])*\";");
        assertThat(handlerOf(html)).matches("say\\('([^'\"\\\\\n\u2028]|\\\\x[0-9a-f]{2}|\\\\u202[89])*'\\)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "  \u0001javascript:alert(1)",
                "java\tscript:alert(1)",
                "java\nscript:alert(1)",
                "javascript\r:alert(1)",
                "vbscript:msgbox(1)"
            })
    void noUrlRunsAScript(String attack) {
        String html = EscapingHtml.render(attack).html();

        assertThat(html)
                .contains(
                        "<a href=\"about:invalid#unsafe-scheme\">1</a>",
                        "<a href=\"about:invalid#unsafe-scheme\">2</a>",
                        "<form action=\"about:invalid#unsafe-scheme\">",
                        "formaction=\"about:invalid#unsafe-scheme\"",
                        "<img src=\"about:invalid#unsafe-scheme\">",
                        "xlink:href=\"about:invalid#unsafe-scheme\"")
                .contains("<a href=\"/rooms/" + Html.escape(attack) + "\">");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a:b", "https://example.com/?javascript:", "mailto:a@b", "javascript", "#javascript:", ""})
    void otherUrlsStay(String url) {
        assertThat(Html.url(url)).isEqualTo(url);
    }

    @Test
    void markupIsEscaped() {
        assertThat(Html.body("<a href=\"x\">'&'</a>")).isEqualTo("&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;");
        assertThat(Html.body("plain, schön 😀")).isEqualTo("plain, schön 😀");
    }

    @Test
    void valuesOfEveryKindArePrinted() {
        assertThat(new Object[] {
                    Html.body(1), Html.body(2L), Html.body(1.5), Html.body(1.5f), Html.body(true), Html.body('<')
                })
                .containsExactly("1", "2", "1.5", "1.5", "true", "&lt;");
        assertThat(Html.body(Thread.State.NEW)).isEqualTo("NEW");
        assertThat(Html.body((String) null)).isEqualTo("");
        assertThat(Html.body((Content) null)).isEqualTo("");
    }

    @Test
    void anAttributeOfNullOrFalseIsLeftOut() {
        assertThat(Html.attribute(" a=\"", null, "\"")).isEmpty();
        assertThat(Html.attribute(" a=\"", false, "\"")).isEmpty();
        assertThat(Html.attribute(" a=\"", true, "\"")).isEqualTo(" a=\"true\"");
        assertThat(Html.attribute(" a=\"", "", "\"")).isEqualTo(" a=\"\"");
        assertThat(Html.url(" href=\"", null, "\"")).isEmpty();
        assertThat(Html.flag(" disabled", true)).isEqualTo(" disabled");
        assertThat(Html.flag(" disabled", false)).isEmpty();
        assertThat(Html.flag(" disabled", null)).isEmpty();
    }

    @Test
    void aTreeInAnAttributeIsNotEscapedTwice() {
        Rendered tree = new Rendered(Template.of("t", false, "<b title=\"", "\">"), new Object[] {"&amp;"});

        assertThat(Html.attribute(tree)).isEqualTo("<b title=&#34;&amp;&#34;>");
    }

    @Test
    void foreignContentIsEscapedByWhatItSays() {
        Content content = new Content() {
            @Override
            public void writeTo(TemplateOutput output) {
                output.writeContent("<i>");
                output.writeUserContent("<b>");
                output.writeUserContent(1);
            }
        };

        assertThat(Html.body(content)).isEqualTo("<i>&lt;b&gt;1");
    }

    /** What a browser would see of tags: everything between text. */
    private static String markup(String html) {
        return html.replaceAll("\"[^\"]*\"", "\"\"")
                .replaceAll("(<textarea>)[^<]*", "$1")
                .replaceAll("(<p[^>]*>)[^<]*", "$1");
    }

    private static String scriptOf(String html) {
        return html.substring(html.indexOf("<script>") + 8, html.indexOf("</script>"));
    }

    private static String handlerOf(String html) {
        int start = html.indexOf("onclick=\"") + 9;
        return html.substring(start, html.indexOf('"', start));
    }
}
