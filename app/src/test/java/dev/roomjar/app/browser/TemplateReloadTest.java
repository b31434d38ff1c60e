package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who works on Roomjar itself with {@code --dev}. */
@Tag("browser")
@Tag("development")
@Timeout(120)
class TemplateReloadTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir", "app"), "src/main/java");

    @Test
    void aSavedTemplateShowsInTheOpenPageWhichKeepsItsState(@TempDir Path data, @TempDir Path templates)
            throws IOException {
        copyTemplates(templates);
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data, templates);
                Visitor ana = Visitor.arrive(chromium, server.http()).saysName("Ana")) {
            ana.creates("Workshop");
            ana.sees("Ana");
            ana.presses("Mute");
            assertThat(ana.button("Unmute")).isVisible();
            ana.page.evaluate("window.notReloaded = true");

            Path room = templates.resolve("dev/roomjar/app/room/room-top.jte");
            String text = Files.readString(room);
            assertThat(text).contains("</header>");
            Files.writeString(room, text.replace("</header>", "</header><p>Freshly painted</p>"));

            ana.reads("Freshly painted");
            assertThat(ana.button("Unmute")).isVisible();
            ana.sees("Ana");
            assertThat(ana.page.evaluate("window.notReloaded")).isEqualTo(true);
        }
    }

    private static void copyTemplates(Path to) throws IOException {
        List<Path> templates;
        try (var files = Files.walk(SOURCES)) {
            templates = files.filter(file -> file.toString().endsWith(".jte")).toList();
        }
        for (Path template : templates) {
            Path copy = to.resolve(SOURCES.relativize(template).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(template, copy);
        }
    }
}
