package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The chat between real pages. Ana is the host. */
@Tag("browser")
@Timeout(120)
class ChatTest {

    private static Chromium chromium;
    private static Server server;

    private Visitor ana;
    private Visitor ben;
    private String room = "";

    @BeforeAll
    static void start(@TempDir Path data) {
        chromium = Chromium.start();
        server = new Server(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        chromium.close();
    }

    @BeforeEach
    void twoPeopleMeet(TestInfo test) {
        room = test.getTestMethod().orElseThrow().getName();
        room = room.substring(0, Math.min(40, room.length()));
        ana = Visitor.arriveShy(chromium, server.http()).saysName("Ana").creates(room);
        ana.seesNobodyElseThan("Ana");
        ben = Visitor.arriveShy(chromium, server.http()).saysName("Ben").joins(room);
        ben.seesNobodyElseThan("Ana", "Ben");
    }

    @AfterEach
    void everybodyGoes() {
        ana.close();
        ben.close();
    }

    private static Locator messages(Visitor reader) {
        return reader.page.locator(".chat-text");
    }

    private static Locator field(Visitor writer) {
        return writer.page.locator("#chat-text");
    }

    private static void write(Visitor writer, String text) {
        field(writer).fill(text);
        field(writer).press("Enter");
    }

    @Test
    void whoeverComesLateReadsWhatWasWrittenAndLinksAreLinks() {
        ana.presses("Chat");
        write(ana, "Homework: https://example.org/a?b=1.");
        field(ana).pressSequentially("two");
        field(ana).press("Shift+Enter");
        field(ana).pressSequentially("lines <b>🙂</b>");
        field(ana).press("Enter");

        assertThat(messages(ana)).hasCount(2);
        assertThat(field(ana)).hasValue("");
        try (Visitor cleo = Visitor.arriveShy(chromium, server.http()).saysName("Cleo")) {
            cleo.joins(room);
            cleo.presses("Chat");

            assertThat(messages(cleo).first()).hasText("Homework: https://example.org/a?b=1.");
            Locator link = messages(cleo).first().locator("a");
            assertThat(link).hasAttribute("href", "https://example.org/a?b=1");
            assertThat(link).hasAttribute("rel", "noopener noreferrer nofollow");
            assertThat(messages(cleo).nth(1)).hasText("two\nlines <b>🙂</b>");
            assertThat(cleo.page.locator(".chat-author").first()).hasText("Ana");
            assertThat(cleo.page.locator(".chat-time").first()).hasText(Pattern.compile("\\d?\\d:\\d\\d.*"));
            assertThat(cleo.page.locator(".chat-continued")).hasCount(1);
        }
    }

    @Test
    void unreadMessagesAreCountedUntilTheChatIsOpened() {
        ana.presses("Chat");
        write(ana, "one");
        write(ana, "two");

        Locator badge = ben.page.locator("#toggle-chat .control-badge");
        assertThat(badge).hasText("2 unread");
        ben.page.keyboard().press("Alt+t");
        assertThat(badge).isHidden();
        assertThat(field(ben)).isFocused();
        assertThat(messages(ben)).hasText(new String[] {"one", "two"});
    }

    @Test
    void theDraftStaysWhileTheChatIsClosedAndTheFocusGoesBack() {
        ben.page.locator("#toggle-chat").focus();
        ben.page.keyboard().press("Enter");
        assertThat(field(ben)).isFocused();
        ben.page.keyboard().type("not yet");
        ben.page.keyboard().press("Escape");
        assertThat(ben.page.locator("#chat")).isHidden();
        assertThat(ben.page.locator("#toggle-chat")).isFocused();

        ana.presses("Chat");
        write(ana, "meanwhile");
        assertThat(ben.page.locator("#toggle-chat .control-badge")).hasText("1 unread");
        ben.page.keyboard().press("Alt+t");

        assertThat(messages(ben)).hasText("meanwhile");
        assertThat(field(ben)).hasValue("not yet");
    }

    @Test
    void theOthersSeeWhoIsWritingForAWhile() {
        ana.presses("Chat");
        ben.presses("Chat");

        field(ben).pressSequentially("hm");
        assertThat(ana.page.locator("#chat-writing")).hasText("Ben is writing…");
        assertThat(ana.page.locator("#chat-writing")).hasText("");

        field(ben).pressSequentially("!");
        assertThat(ana.page.locator("#chat-writing")).hasText("Ben is writing…");
        field(ben).press("Enter");
        assertThat(messages(ana)).hasText("hm!");
        assertThat(ana.page.locator("#chat-writing")).hasText("");
        assertThat(ben.page.locator("#chat-writing")).hasText("");
    }

    @Test
    void ownMessagesAndForHostsAllCanBeDeletedEvenAfterAReload() {
        ana.presses("Chat");
        ben.presses("Chat");
        write(ben, "oops");
        write(ben, "better");
        write(ana, "hello");
        assertThat(messages(ben)).hasText(new String[] {"oops", "better", "hello"});
        ben.page.reload();
        assertThat(ben.page.locator(".phx-connected #toggle-chat")).isVisible();
        ben.presses("Chat");
        assertThat(messages(ben)).hasCount(3);

        assertThat(ben.page.getByLabel("Delete this message by Ana")).isHidden();
        ben.page.getByLabel("Delete your message").first().focus();
        ben.page.keyboard().press("Enter");

        assertThat(messages(ana)).hasText(new String[] {"better", "hello"});
        assertThat(ana.page.locator(".chat-message").first()).not().hasClass(Pattern.compile("chat-continued"));
        ana.page.getByLabel("Delete this message by Ben").focus();
        ana.page.keyboard().press("Enter");
        assertThat(messages(ben)).hasText(new String[] {"hello"});
    }

    @Test
    void whoeverReadsFurtherUpIsNotMovedButTold() {
        ana.presses("Chat");
        ben.presses("Chat");
        write(ben, "a\n".repeat(60) + "end");
        assertThat(messages(ana)).hasCount(1);
        Locator newer = ana.button("New messages");
        assertThat(newer).isHidden();
        Page page = ana.page;
        page.waitForFunction("""
                () => { const log = document.getElementById('chat-scroll');
                        return log.scrollTop > 0 && log.scrollHeight - log.scrollTop - log.clientHeight < 5; }""");

        page.evaluate("document.getElementById('chat-scroll').scrollTop = 0");
        page.waitForFunction(
                "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        write(ben, "more");
        assertThat(newer).isVisible();
        assertThat(page.evaluate("document.getElementById('chat-scroll').scrollTop"))
                .isEqualTo(0);
        newer.click();
        page.waitForFunction("document.getElementById('chat-scroll').scrollTop > 0");
        assertThat(newer).isHidden();
    }

    @Test
    void whatCameTooFastComesBackIntoTheField() {
        ben.presses("Chat");
        for (int i = 0; i < 25; i++) {
            field(ben).fill("message " + i);
            ben.page.evaluate("document.getElementById('chat-form').requestSubmit()");
        }

        ben.reads("That was too fast");
        assertThat(field(ben)).hasValue(Pattern.compile("message \\d+"));
    }
}
