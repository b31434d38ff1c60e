package dev.roomjar.liveview.templates;

import org.junit.jupiter.api.Test;

class CallTest extends TemplateStory {
    @Test
    void argumentsAreGivenByNameOrPlaceAndDefaultsComeFromTheCallee() {
        given(
                "ui/button.jte",
                "@param String text",
                "@param boolean on = true",
                "@param int n = 1 + 1",
                "<b>${text}</b>");
        given("app/page.jte", "@template.ui.button(\"x\", n = 3)");

        thenTheClassHolds(
                "app/PageHtml.java", "values$0[0] = ui.ButtonHtml.render(\"x\", ui.ButtonHtml.default$on(), 3); // :1");
        thenTheClassHolds("ui/ButtonHtml.java", "public static int default$n() {", "return 1 + 1;", "}");
    }

    @Test
    void aTemplateOfTheSameFolderNeedsNoPath() {
        given("app/tile.jte", "<b></b>");
        given("app/page.jte", "@template.tile()");

        thenTheClassHolds("app/PageHtml.java", "values$0[0] = app.TileHtml.render(); // :1");
    }

    @Test
    void aContentBlockBecomesASlot() {
        given("box.jte", "@param gg.jte.Content content", "<b>${content}</b>");
        given("page.jte", "@param String name", "@template.box(content = @`<i>${name}</i>`)");

        thenTheClassHolds(
                "PageHtml.java",
                "values$0[0] = BoxHtml.render((Slot) () -> {",
                "Object[] values$1 = new Object[1];",
                "values$1[0] = Html.body(name); // :2",
                "return new Rendered(TEMPLATE_1, values$1);",
                "}); // :2");
    }

    @Test
    void surplusArgumentsAreOfTheLastParameterIfItTakesMany() {
        given("many.jte", "@param int n", "@param String... texts", "<b>${n}</b>");
        given("page.jte", "@template.many(1, \"a\", \"b\")@template.many(2)");

        thenTheClassHolds("PageHtml.java", "values$0[0] = ManyHtml.render(1, \"a\", \"b\"); // :1");
        thenTheClassHolds("PageHtml.java", "values$0[1] = ManyHtml.render(2); // :1");
    }

    @Test
    void aMissingArgumentIsNamed() {
        given("ui/button.jte", "@param String text", "<b>${text}</b>");
        given("page.jte", "<p>", "@template.ui.button()", "</p>");

        thenTheErrorIs("page.jte:2: @template.ui.button needs text; write @template.ui.button(text = …)");
    }

    @Test
    void anUnknownArgumentIsNamedWithThoseThereAre() {
        given("ui/button.jte", "@param String text", "@param int size", "<b>${text}</b>");
        given("page.jte", "@template.ui.button(label = \"x\")");

        thenTheErrorIs("page.jte:1: @template.ui.button has no parameter label; it has text, size");
    }

    @Test
    void tooManyArgumentsAreCounted() {
        given("tile.jte", "<b></b>");
        given("page.jte", "@template.tile(1)");

        thenTheErrorIs("page.jte:1: @template.tile takes 0 parameters, not 1");
    }
}
