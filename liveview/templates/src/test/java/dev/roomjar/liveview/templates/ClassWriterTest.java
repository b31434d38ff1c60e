package dev.roomjar.liveview.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassWriterTest extends TemplateStory {
    @Test
    void textIsConstantAndValuesAreFilledIn() {
        given("a.jte", "@param String name", "<h1 title=\"Dear ${name}\">Hello ${name}!</h1>");

        thenTheClassHolds(
                "AHtml.java",
                "private static final Template TEMPLATE_0 = Template.of(",
                "\"a.jte:1\",",
                "true,",
                "\"<h1 title=\\\"Dear \",",
                "\"\\\">Hello \",",
                "\"!</h1>\\n\");");
        thenTheClassHolds(
                "AHtml.java",
                "Object[] values$0 = new Object[2];",
                "values$0[0] = Html.attribute(name); // :2",
                "values$0[1] = Html.body(name); // :2",
                "return new Rendered(TEMPLATE_0, values$0);");
    }

    @Test
    void parametersMayCarryAnnotationsAndGenerics() {
        given(
                "a.jte",
                "@import org.jspecify.annotations.Nullable",
                "@import java.util.Map",
                "@param @Nullable String name",
                "@param Map<String, @Nullable Integer> counts",
                "@param String... rest",
                "<p>${name}</p>");

        thenTheClassHolds(
                "AHtml.java",
                "public static Rendered render(@Nullable String name, Map<String, @Nullable Integer> counts, String..."
                        + " rest) {");
    }

    @Test
    void aBranchIsATreeOfItsOwnAndNothingElseIsNothing() {
        given("a.jte", "@param int n", "@if(n > 1)many@elseif(n == 1)${n}@endif");

        thenTheClassHolds(
                "AHtml.java",
                "if (n > 1) { // :2",
                "values$0[0] = RENDERED_1;",
                "} else if (n == 1) { // :2",
                "Object[] values$2 = new Object[1];",
                "values$2[0] = Html.body(n); // :2",
                "values$0[0] = new Rendered(TEMPLATE_2, values$2);",
                "} else {",
                "values$0[0] = \"\";",
                "}");
    }

    @Test
    void aLoopHasRowsAndItsElseIsShownForNone() {
        given("a.jte", "@param java.util.List<String> names", "@for(var name : names)${name}@else none@endfor");

        thenTheClassHolds(
                "AHtml.java",
                "Keyed rows$1 = new Keyed(TEMPLATE_1);",
                "for (var name : Keyed.each(rows$1, names)) { // :2",
                "Object[] values$1 = new Object[1];",
                "values$1[0] = Html.body(name); // :2",
                "rows$1.add(values$1);",
                "}",
                "if (rows$1.isEmpty()) {",
                "values$0[0] = RENDERED_2;",
                "} else {",
                "values$0[0] = rows$1;",
                "}");
    }

    @Test
    void aCountingLoopIsTakenAsItIs() {
        given("a.jte", "@for(int i = 0; i < 3; i++)${i}@endfor");

        thenTheClassHolds("AHtml.java", "for (int i = 0; i < 3; i++) { // :1");
    }

    @Test
    void codeIsInlined() {
        given("a.jte", "!{var n = 1 + 1;}", "<p>${n}</p>");

        thenTheClassHolds("AHtml.java", "var n = 1 + 1; // :1", "values$0[0] = Html.body(n); // :2");
    }

    @Test
    void anAttributeOfOneExpressionCanBeLeftOut() {
        given("a.jte", "@param String c", "<input class=\"${c}\" disabled=\"${c == null}\">");

        thenTheClassHolds(
                "AHtml.java",
                "values$0[0] = Html.attribute(\" class=\\\"\", c, \"\\\"\"); // :2",
                "values$0[1] = Html.flag(\" disabled\", c == null); // :2");
    }

    @Test
    void aWordOfTheTemplateNeverMeansAClassOfTheLibrary() {
        given("a.jte", "@import shop.Template", "@param Template template", "<p>${template.name()}</p>");

        thenTheClassHolds(
                "AHtml.java",
                "private static final dev.roomjar.liveview.render.Template TEMPLATE_0 ="
                        + " dev.roomjar.liveview.render.Template.of(");
        thenTheClassHolds("AHtml.java", "import shop.Template;");
    }

    @Test
    void longTextIsSplitForTheClassFile() {
        given("a.jte", "<p>" + "ä".repeat(70_000) + "</p>");

        String source = generated("AHtml.java");
        int start = source.indexOf("String.join(\"\", \"<p>ää");
        String expression = source.substring(start, source.indexOf("\"));", start) + 2);

        assertThat(MemoryCompiler.compile(Map.of("Long.java", "class Long { String text = " + expression + "; }")))
                .containsKey("Long");
    }

    @Test
    void whitespaceOfPreformattedTextStays() {
        given("a.jte", "@param boolean b", "<pre>", "  @if(b)", "    x", "  @endif", "</pre>");

        thenTheClassHolds("AHtml.java", "\"<pre>\\n  \",");
        assertThat(generated("AHtml.java")).contains("\"\\n    x\\n  \"");
    }

    @Test
    void commentsAreNotSent() {
        given("a.jte", "<%-- server --%><p><!-- page -->x</p>");

        thenTheClassHolds("AHtml.java", "\"<p>x</p>\\n\");");
    }
}
