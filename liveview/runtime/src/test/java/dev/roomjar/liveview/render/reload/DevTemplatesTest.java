package dev.roomjar.liveview.render.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.liveview.render.DevTemplates;
import dev.roomjar.liveview.render.Diff;
import dev.roomjar.liveview.render.Rendered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("development")
class DevTemplatesTest {
    private static final Path SOURCES = Path.of("src/test/java");
    private static final String FOLDER = "dev/roomjar/liveview/render/reload/";

    @TempDir
    private Path sources;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Guest guest = new Guest("Ann");

    @SuppressWarnings("NullAway.Init")
    private DevTemplates.Watch watch;

    @SuppressWarnings("NullAway.Init")
    private Runnable listening;

    @BeforeEach
    void watch() throws IOException {
        Files.createDirectories(sources.resolve(FOLDER));
        for (String name : new String[] {"greeting.jte", "sign.jte"}) {
            Files.copy(SOURCES.resolve(FOLDER + name), sources.resolve(FOLDER + name));
        }
        watch = DevTemplates.watch(sources);
        listening = DevTemplates.listen(new DevTemplates.Listener() {
            @Override
            public void templatesReplaced() {
                heard.add("replaced");
            }

            @Override
            public void templatesBroken(String message) {
                heard.add(message);
            }
        });
    }

    @AfterEach
    void stop() {
        listening.run();
        watch.close();
    }

    @Test
    void aSavedTemplateShowsWithTheStateAsItWas() throws Exception {
        Rendered before = GreetingHtml.render(guest);

        save("greeting.jte", "@param Guest guest\n<h1>Good morning ${guest.name()}</h1>\n");

        assertThat(nextHeard()).isEqualTo("replaced");
        Rendered after = GreetingHtml.render(guest);
        assertThat(after.html()).isEqualTo("<h1>Good morning Ann</h1>\n");
        assertThat(Diff.between(before, after)).contains("\"s\":[\"<h1>Good morning ");
    }

    @Test
    void aTemplateThatAnotherOneCallsShowsInIt() throws Exception {
        save("sign.jte", "@param String text\n<i>${text}!</i>\n");

        assertThat(nextHeard()).isEqualTo("replaced");
        assertThat(GreetingHtml.render(guest).html()).contains("<i>Welcome!</i>");
    }

    @Test
    void aNewTemplateCanBeCalledAtOnce() throws Exception {
        save("bell.jte", "@param int times\n<u>${times}</u>\n");
        assertThat(nextHeard()).isEqualTo("replaced");

        save("greeting.jte", "@param Guest guest\n@template.bell(3)\n");

        assertThat(nextHeard()).isEqualTo("replaced");
        assertThat(GreetingHtml.render(guest).html()).contains("<u>3</u>");
    }

    @Test
    void aBrokenTemplateNamesItsLineAndTheOldOneStaysUntilItIsMended() throws Exception {
        save("sign.jte", "@param String text\n<em>${text}</em>\n");
        assertThat(nextHeard()).isEqualTo("replaced");

        save("sign.jte", "@param String text\n<em>\n${text}</strong>\n");
        assertThat(nextHeard()).startsWith(FOLDER + "sign.jte:3: Unclosed tag <em>");
        assertThat(GreetingHtml.render(guest).html()).contains("<em>Welcome</em>");

        save("sign.jte", "@param String text\n<s>${text}</s>\n");
        assertThat(nextHeard()).isEqualTo("replaced");
        assertThat(GreetingHtml.render(guest).html()).contains("<s>Welcome</s>");
    }

    @Test
    void aMistakeInJavaIsReportedAtTheLineOfTheTemplate() throws Exception {
        String before = GreetingHtml.render(guest).html();
        save("greeting.jte", "@param Guest guest\n<p>\n  ${guest.nmae()}\n</p>\n@if(guest > 1)\n  <p></p>\n@endif\n");

        assertThat(nextHeard())
                .startsWith(FOLDER + "greeting.jte:3: cannot find symbol")
                .contains("nmae()", FOLDER + "greeting.jte:5: bad operand types");
        assertThat(GreetingHtml.render(guest).html()).isEqualTo(before);
    }

    @Test
    void changedParametersOfATemplateThatViewsCallNeedABuild() throws Exception {
        String before = GreetingHtml.render(guest).html();
        save("greeting.jte", "@param Guest guest\n@param int times\n<p>${times}</p>\n");

        assertThat(nextHeard()).contains("the parameters of dev.roomjar.liveview.render.reload.GreetingHtml");
        assertThat(GreetingHtml.render(guest).html()).isEqualTo(before);
    }

    private void save(String name, String text) throws IOException {
        Files.writeString(sources.resolve(FOLDER + name), text);
    }

    private String nextHeard() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing within ten seconds" : next;
    }
}
