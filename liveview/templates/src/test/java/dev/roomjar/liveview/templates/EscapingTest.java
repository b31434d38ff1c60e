package dev.roomjar.liveview.templates;

import org.junit.jupiter.api.Test;

/** Which escaping is chosen where; what each does is tested with {@code Html}. */
class EscapingTest extends TemplateStory {
    @Test
    void valuesAreEscapedForWhereTheyStand() {
        givenHtml("<p title=\"x ${x}\">${x}</p>");
        thenTheClassHolds("AHtml.java", "values$0[0] = Html.attribute(x); // :2", "values$0[1] = Html.body(x); // :2");
    }

    @Test
    void scriptsAndEventHandlersHoldJavaScript() {
        givenHtml("<script>var x = \"${x}\";</script><b onclick=\"f('${x}')\" onfocus=\"${x}\"></b>");
        thenTheClassHolds(
                "AHtml.java",
                "values$0[0] = Html.script(x); // :2",
                "values$0[1] = Html.script(x); // :2",
                "values$0[2] = Html.script(\" onfocus=\\\"\", x, \"\\\"\"); // :2");
    }

    @Test
    void urlsAreCheckedInEveryAttributeThatTakesOne() {
        for (String attribute : new String[] {"href", "src", "action", "formaction", "xlink:href", "Href"}) {
            givenHtml("<a " + attribute + "=\"${x}\"></a>");
            thenTheClassHolds("AHtml.java", "Html.url(\" " + attribute + "=\\\"\", x, \"\\\"\"); // :2");
        }
    }

    @Test
    void aUrlThatBeginsWithAValueIsCheckedAsAWhole() {
        givenHtml("<a title=\"t\" href=\"${x}${x}/y?${x}\">z</a>");
        thenTheClassHolds(
                "AHtml.java",
                "values$0[0] = Html.url(Html.text(x) + Html.text(x) + \"/y?\" + Html.text(x)); // :2",
                "return new Rendered(TEMPLATE_0, values$0);");
        thenTheClassHolds("AHtml.java", "\"<a title=\\\"t\\\" href=\\\"\",", "\"\\\">z</a>\\n\");");
    }

    @Test
    void aUrlWhoseTextMayBecomeASchemeIsCheckedAsAWhole() {
        givenHtml("<a href=\"java${x}\">z</a>");
        thenTheClassHolds("AHtml.java", "values$0[0] = Html.url(\"java\" + Html.text(x)); // :2");
    }

    @Test
    void aUrlWithAFixedBeginningTakesAnything() {
        givenHtml("<a href=\"/rooms/${x}?a=${x}\">z</a>");
        thenTheClassHolds(
                "AHtml.java", "values$0[0] = Html.attribute(x); // :2", "values$0[1] = Html.attribute(x); // :2");
    }

    @Test
    void aBranchInsideAUrlThatBeginsWithAValueIsRefused() {
        givenHtml("<a href=\"${x}@if(x.isEmpty())y@endif\">z</a>");
        thenTheErrorIs("a.jte:2: a URL that begins with an expression takes no @if or @for; write a conditional"
                + " expression");
    }

    @Test
    void styleSheetsAndSrcdocTakeNoValues() {
        givenHtml("<style>p { color: ${x} }</style>");
        thenTheErrorHolds("a.jte:2: a value inside <style> cannot be made safe");
        givenHtml("<iframe srcdoc=\"${x}\"></iframe>");
        thenTheErrorHolds("a.jte:2: a value inside srcdoc");
    }

    @Test
    void unsafeIsTakenAsItIs() {
        givenHtml("<p>$unsafe{x}</p>");
        thenTheClassHolds("AHtml.java", "values$0[0] = Html.raw(x); // :2");
    }

    @Test
    void whatCannotBeEscapedSafelyIsNoTemplate() {
        givenHtml("<p class=${x}></p>");
        thenTheErrorHolds("a.jte:2: Unquoted HTML attribute values are not allowed: class");
        givenHtml("<${x}></${x}>");
        thenTheErrorHolds("a.jte:2: Illegal HTML tag name ${x}");
        givenHtml("<p @if(x == null)class=\"y\"@endif></p>");
        thenTheErrorHolds("a.jte:2: Illegal HTML attribute name @if(x");
    }

    private void givenHtml(String html) {
        given("a.jte", "@param String x", html);
    }
}
