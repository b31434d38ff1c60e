package dev.roomjar.liveview.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootElementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p></p>",
                "\n  <p>text</p>\n",
                "<p>\0</p>",
                "<p id=\"\0\"\0>\0<b>x</b>\0</p>",
                "<div><div></div><div/></div>",
                "<br>",
                "<img src=\"\0\"/>",
                "<p title=\"a > b </p>\">x</p>",
                "<p title='\"'>x</p>",
                "<DIV>x</div>",
                "<svg viewBox=\"0 0 1 1\"><path d=\"\0\"/></svg>",
                "<div>1 < 2</div>",
                "<div><input><br></div>",
                "<div><script>if (a < b) document.write('</div><p>')</script></div>",
                "<textarea><p></textarea>",
                "<user-tile></user-tile>"
            })
    void oneElement(String html) {
        assertThat(RootElement.isOneElement(html)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "text",
                "\0",
                "\0<p></p>",
                "<p></p>\0",
                "<p></p>text",
                "text<p></p>",
                "<p></p><p></p>",
                "<br><br>",
                "<p></p>\n<input>",
                "<div/>",
                "<p>",
                "</p>",
                "<div></div></div>",
                "<!DOCTYPE html><html></html>",
                "<!-- note --><p></p>",
                "<script>x</script><p></p>"
            })
    void notOneElement(String html) {
        assertThat(RootElement.isOneElement(html)).isFalse();
    }
}
