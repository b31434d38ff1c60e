package dev.roomjar.liveview.templates;

import org.junit.jupiter.api.Test;

class LoopKeyTest extends TemplateStory {
    @Test
    void theWholeIdOfTheFirstElementIsTheKey() {
        givenRow("<li class=\"row\" id=\"user-${user}-tile\"><b id=\"${user}\"></b></li>");
        thenRowsAreAddedWith("\"user-\" + Html.text(user) + \"-tile\", ");
    }

    @Test
    void anIdOfOneExpressionIsTheKey() {
        givenRow("<li id=\"${user}\">x</li>");
        thenRowsAreAddedWith("Html.text(user), ");
    }

    @Test
    void keyOverridesTheIdAndIsNotSent() {
        givenRow("<li id=\"x-${user}\" key=\"${user.hashCode()}\">x</li>");
        thenRowsAreAddedWith("Html.text(user.hashCode()), ");
        thenTheClassHolds("AHtml.java", "\"<li id=\\\"x-\",", "\"\\\">x</li>");
    }

    @Test
    void codeBeforeTheFirstElementDoesNotHideIt() {
        givenRow("!{var id = user;}\n<li id=\"${id}\">x</li>");
        thenRowsAreAddedWith("Html.text(id), ");
    }

    @Test
    void aRowWithoutIdIsKnownByItsPlace() {
        givenRow("<li data-id=\"${user}\"><b id=\"${user}\"></b></li>");
        thenRowsAreAddedWith("");
    }

    @Test
    void anIdThatIsTheSameInAllRowsIsNoKey() {
        givenRow("<li id=\"fixed\">${user}</li>");
        thenRowsAreAddedWith("");
    }

    @Test
    void aKeyElsewhereIsRefused() {
        givenRow("<li>\n<b key=\"${user}\"></b></li>");
        thenTheErrorIs("a.jte:4: key belongs on the first element of a @for body; write id=\"${…}\" if you mean an"
                + " attribute");
    }

    @Test
    void aKeyOutsideALoopIsRefused() {
        given("a.jte", "<p key=\"${1}\"></p>");
        thenTheErrorHolds("a.jte:1: key belongs on the first element of a @for body");
    }

    @Test
    void aMixedKeyIsRefused() {
        givenRow("<li key=\"x${user}\"></li>");
        thenTheErrorIs("a.jte:3: a key is one expression: write key=\"${…}\"");
    }

    private void givenRow(String row) {
        given("a.jte", "@param java.util.List<String> users", "@for(var user : users)", row, "@endfor");
    }

    private void thenRowsAreAddedWith(String key) {
        thenTheClassHolds("AHtml.java", "rows$1.add(" + key + "values$1);");
    }
}
