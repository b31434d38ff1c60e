package dev.roomjar.liveview.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateSetTest extends TemplateStory {
    @Test
    void aTemplateBecomesAClassOfItsFolder() {
        given("shop/cart/order-line.jte", "@param int count", "<b>${count}</b>");

        thenTheClassHolds(
                "shop/cart/OrderLineHtml.java",
                "// Generated from shop/cart/order-line.jte; changes made here are lost.",
                "package shop.cart;");
        thenTheClassHolds("shop/cart/OrderLineHtml.java", "public static Rendered render(int count) {");
    }

    @Test
    void twoTemplatesOfOneClassAreRefused() {
        given("app/user-tile.jte", "<p></p>");
        given("app/userTile.jte", "<p></p>");

        thenTheErrorIs("app/userTile.jte:1: app/user-tile.jte becomes the same class, app.UserTileHtml; rename one of"
                + " them");
    }

    @Test
    void aTemplateBesideAClassOfTheSameNameIsRefused() {
        given("app/room.jte", "<p></p>");
        given("app/RoomHtml.java", "package app;");

        thenTheErrorIs("app/room.jte:1: there is a app/RoomHtml.java already, which this template would become; rename"
                + " one of them");
    }

    @Test
    void aNameThatIsNoJavaNameIsRefused() {
        given("app/404.jte", "<p></p>");

        thenTheErrorHolds("app/404.jte:1: \"app.404Html\" is no Java class name");
    }

    @Test
    void allBrokenTemplatesAreReportedAtOnce() {
        given("app/a.jte", "<p>");
        given("app/b.jte", "", "@template.app.nothing()");

        thenTheErrorHolds("app/a.jte:2: Unclosed tag <p>");
        thenTheErrorHolds("\napp/b.jte:2: there is no template app/nothing.jte, nor app/app/nothing.jte");
    }

    @Test
    void aTemplateThatCallsABrokenOneIsNotBlamed() {
        given("app/a.jte", "<p>");
        given("app/b.jte", "@template.a()");

        thenTheErrorIs("app/a.jte:2: " + unclosed("p"));
    }

    private static String unclosed(String tag) {
        return "Unclosed tag <" + tag + ">. Maybe you want to use gg.jte.Content? More information:"
                + " https://github.com/casid/jte/releases/tag/3.0.0#user-content-html-tags-must-be-properly-closed";
    }

    @Test
    void aFolderWithoutTemplatesGivesNothing() throws IOException {
        assertThat(TemplateSet.generate(sources().resolve("missing"))).isEmpty();
    }

    @Test
    void onlyWhatChangedIsWritten(@TempDir Path output) throws IOException {
        given("app/a.jte", "<p>a</p>");
        given("app/b.jte", "<p>b</p>");
        GeneratedSources.write(generated(), output);
        FileTime longAgo = FileTime.fromMillis(0);
        for (String file : List.of("app/AHtml.java", "app/BHtml.java")) {
            Files.setLastModifiedTime(output.resolve(file), longAgo);
        }

        given("app/b.jte", "<p>changed</p>");
        assertThat(GeneratedSources.write(generated(), output)).isEqualTo(1);

        assertThat(Files.getLastModifiedTime(output.resolve("app/AHtml.java"))).isEqualTo(longAgo);
        assertThat(output.resolve("app/BHtml.java")).content().contains("changed");
    }

    @Test
    void theClassOfADeletedTemplateGoesToo(@TempDir Path output) throws IOException {
        given("app/a.jte", "<p>a</p>");
        GeneratedSources.write(generated(), output);

        Files.delete(sources().resolve("app/a.jte"));
        GeneratedSources.write(generated(), output);

        assertThat(output.resolve("app/AHtml.java")).doesNotExist();
    }
}
