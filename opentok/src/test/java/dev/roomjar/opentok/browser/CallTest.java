package dev.roomjar.opentok.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class CallTest {
    private static final int PATIENCE = 20_000;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> complaints = new ArrayList<>();
    private Platform platform;
    private String sessionId;
    private BrowserContext context;

    @BeforeAll
    static void launch() {
        playwright = Playwright.create();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void quit() {
        playwright.close();
    }

    @BeforeEach
    void open() {
        platform = Platform.start();
        sessionId = platform.createSession();
        context = browser.newContext();
        context.setDefaultTimeout(PATIENCE);
    }

    @AfterEach
    void close() {
        context.close();
        platform.close();
    }

    @Test
    void theArticlesPagesSeeAndHearEachOther() {
        Page ann = join("ann");
        Page ben = join("ben");

        awaitMoving(ann, "#subscribers");
        awaitMoving(ben, "#subscribers");
        awaitSound(ann);
        awaitSound(ben);
        assertThat(complaints).isEmpty();
    }

    @Test
    void threePagesSeeEachOther() {
        List<Page> pages = List.of(join("ann"), join("ben"), join("cat"));

        for (Page page : pages) {
            page.waitForFunction("() => document.querySelectorAll('#subscribers video').length === 2");
            awaitMoving(page, "#subscribers > :first-child");
            awaitMoving(page, "#subscribers > :last-child");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void aClosedPageTakesItsVideoAway() {
        Page ann = join("ann");
        Page ben = join("ben");
        awaitMoving(ann, "#subscribers");

        ben.close();

        ann.waitForFunction("() => document.querySelector('#subscribers video') === null");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aCameraIsSwitchedOffAndOnAgain() {
        Page ann = join("ann");
        Page ben = join("ben");
        awaitMoving(ann, "#subscribers");

        ben.evaluate("() => publisher.publishVideo(false)");
        ann.waitForSelector("#subscribers .OT_audio-only");
        assertThat(ben.evaluate("() => publisher.getVideoSource().track.readyState"))
                .isEqualTo("ended");

        ben.evaluate("() => publisher.publishVideo(true)");
        ann.waitForSelector("#subscribers .OT_subscriber:not(.OT_audio-only)");
        awaitMoving(ann, "#subscribers");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPictureIsAsLargeAsItsElementAndTheRestIsNotSent() {
        Page ann = join("ann");
        Page ben = join("ben");
        awaitMoving(ann, "#subscribers");
        ann.waitForFunction("() => document.querySelector('#subscribers video').videoWidth >= 480");

        ann.evaluate("() => OT.subscribers.find(() => true).setPreferredResolution('auto')");
        ann.waitForFunction("() => document.querySelector('#subscribers video').videoWidth <= 320");
        String active = "() => peers.flatMap((peer) => peer.getSenders()).find(({ track }) => track?.kind === 'video')"
                + ".getParameters().encodings.filter((encoding) => encoding.active).length";
        ben.waitForFunction(active + " === 1");
        awaitMoving(ann, "#subscribers");

        ann.evaluate(
                "() => Object.assign(OT.subscribers.find(() => true).element.style, { width: '640px', height: '480px' })");
        ben.waitForFunction(active + " === 2");
        ann.waitForFunction("() => document.querySelector('#subscribers video').videoWidth >= 480");
        awaitMoving(ann, "#subscribers");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBrokenSocketIsResumedAndMediaGoesOn() {
        Page ann = join("ann");
        join("ben");
        awaitMoving(ann, "#subscribers");

        platform.hangUp();

        ann.waitForFunction("() => log.includes('sessionReconnected')");
        awaitMoving(ann, "#subscribers");
        assertThat(ann.evaluate("() => log.includes('sessionDisconnected')")).isEqualTo(false);
    }

    @Test
    void afterARestartOfTheServerThePageStartsAnew() {
        Page ann = join("ann");
        Page ben = join("ben");
        awaitMoving(ann, "#subscribers");

        platform.restart();
        for (Page page : List.of(ann, ben)) {
            page.waitForFunction("() => log.includes('sessionDisconnected')");
            page.evaluate(
                    "() => { session.connect(token, handleError); session.publish(undefined, {}, handleError); }");
        }

        awaitMoving(ann, "#subscribers");
        awaitMoving(ben, "#subscribers");
    }

    private Page join(String name) {
        Page page = context.newPage();
        page.addInitScript("globalThis.peers = []; globalThis.RTCPeerConnection = class extends RTCPeerConnection {"
                + " constructor(...args) { super(...args); peers.push(this); } };");
        page.onPageError(error -> complaints.add(name + ": " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(name + ": " + message.text());
            }
        });
        page.navigate(platform.page("article.html", sessionId, name));
        return page;
    }

    /** Waits until the video inside the element has decoded some frames, and then some more. */
    private void awaitMoving(Page page, String inside) {
        String frames = "document.querySelector('" + inside + " video')?.getVideoPlaybackQuality().totalVideoFrames";
        page.waitForFunction("() => (globalThis.seen = " + frames + ") > 5");
        page.waitForFunction("() => " + frames + " > globalThis.seen + 10");
    }

    private void awaitSound(Page page) {
        awaitTrue(page, """
                async () => {
                  const { audio } = await OT.subscribers.find(() => true).getStats();
                  return audio.packetsReceived > 50;
                }
                """);
    }

    /** Asks again and again, since {@code waitForFunction} takes a promise for an answer. */
    private void awaitTrue(Page page, String question) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Boolean.TRUE.equals(page.evaluate(question))) {
            assertThat(System.nanoTime()).as("deadline for %s", question).isLessThan(deadline);
            page.waitForTimeout(50);
        }
    }
}
