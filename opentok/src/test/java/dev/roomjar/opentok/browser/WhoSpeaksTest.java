package dev.roomjar.opentok.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("browser")
class WhoSpeaksTest {
    private static final int PATIENCE = 20_000;

    @Test
    void thePagesHearWhoTalksAndWhoTalkedBefore() {
        try (Playwright playwright = Playwright.create();
                Browser browser = Chromium.launch(playwright);
                Platform platform = Platform.start();
                BrowserContext context = browser.newContext()) {
            context.setDefaultTimeout(PATIENCE);
            String sessionId = platform.createSession();
            Page ann = join(context, platform.page("article.html", sessionId, "ann"));
            Page ben = join(context, platform.page("article.html", sessionId, "ben"));

            talk(ann, false);
            talk(ben, true);
            awaitSpeakers(ann, "ben");
            awaitSpeakers(ben, "ben");

            talk(ben, false);
            talk(ann, true);
            awaitSpeakers(ann, "ann,ben");
            awaitSpeakers(ben, "ann,ben");

            Page cat = join(context, platform.page("article.html", sessionId, "cat"));
            awaitSpeakers(cat, "ann,ben");
        }
    }

    private static Page join(BrowserContext context, String address) {
        Page page = context.newPage();
        // Before the page's own script connects: who spoke is told at once.
        page.addInitScript("""
                globalThis.speakers = "";
                document.addEventListener("DOMContentLoaded", () => {
                  session.on("activeSpeakerChanged", ({ streams }) => {
                    globalThis.speakers = streams.map(({ connection }) => connection.data).join();
                  });
                });
                """);
        page.navigate(address);
        page.waitForFunction("() => publisher.streamId !== undefined");
        return page;
    }

    /** In place of the fake microphone, which beeps: a tone, or silence. */
    private static void talk(Page page, boolean loud) {
        page.evaluate("""
                (gain) => {
                  const context = new AudioContext();
                  const out = context.createMediaStreamDestination();
                  const oscillator = context.createOscillator();
                  oscillator.connect(new GainNode(context, { gain })).connect(out);
                  oscillator.start();
                  return publisher.setAudioSource(out.stream.getAudioTracks()[0]);
                }
                """, loud ? 0.5 : 0);
    }

    /** Behind these there may be somebody whose microphone beeped long enough before. */
    private static void awaitSpeakers(Page page, String latest) {
        page.waitForFunction("(latest) => speakers.startsWith(latest)", latest);
    }
}
