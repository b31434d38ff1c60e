package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** A person at a browser of their own: what they do, and what they must come to see. Waits are up to 30 seconds. */
final class Visitor implements AutoCloseable {

    /** For everything that a test waits to see, since two busy cores are slow. */
    static final double PATIENCE_MS = 30_000;

    /** Keeps the page's peer connections where tests can ask them for statistics. */
    private static final String REMEMBER_PEERS = """
            window.peers = [];
            window.RTCPeerConnection = class extends RTCPeerConnection {
              constructor(...args) { super(...args); window.peers.push(this); }
            };
            """;

    /**
     * A quarter of the pixels that the page asks for, and sound as it comes: to encode, scale, paint and clean them is most of what
     * tests cost.
     */
    private static final String CHEAP_DEVICES = """
            {
              const devices = MediaDevices.prototype, ask = devices.getUserMedia;
              const small = { width: { ideal: 640 }, height: { ideal: 360 } };
              const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
              devices.getUserMedia = function (wanted) {
                const cheap = { ...wanted };
                if (wanted?.video?.width) cheap.video = { ...wanted.video, ...small };
                if (wanted?.audio) cheap.audio = { ...(wanted.audio === true ? {} : wanted.audio), ...raw };
                return ask.call(this, cheap);
              };
            }
            """;

    private static final String SEES = """
            async (name) => {
              const videos = [...document.querySelectorAll('[data-user]')]
                .filter((tile) => tile.dataset.user === name)
                .flatMap((tile) => [...tile.querySelectorAll('video')]);
              if (videos.length !== 1 || videos[0].videoWidth === 0) return false;
              const frames = () => videos[0].getVideoPlaybackQuality().totalVideoFrames;
              const before = frames();
              for (const end = performance.now() + 300; performance.now() < end && frames() <= before; )
                await new Promise((resolve) => setTimeout(resolve, 50));
              return videos[0].isConnected && frames() > before;
            }
            """;

    private static final String WIDTH = """
            ([name, least, most]) => {
              const tile = [...document.querySelectorAll('[data-user]')].find((tile) => tile.dataset.user === name);
              const width = tile?.querySelector('video')?.videoWidth ?? 0;
              return least <= width && width <= most;
            }
            """;

    private static final String SENDS = """
            (count) => window.peers
              .flatMap((peer) => peer.getSenders())
              .filter((sender) => sender.track?.kind === 'video')
              .some((sender) => sender.getParameters().encodings.filter(({ active }) => active).length === count)
            """;

    private static final String HEARS_NOT = """
            async (name) => {
              const tile = [...document.querySelectorAll('[data-user]')].find((tile) => tile.dataset.user === name);
              const track = tile?.querySelector('video')?.srcObject?.getAudioTracks()[0];
              if (!track) return false;
              const packets = async () => {
                for (const peer of window.peers)
                  for (const report of (await peer.getStats()).values())
                    if (report.type === 'inbound-rtp' && report.trackIdentifier === track.id) return report.packetsReceived;
                return NaN;
              };
              const before = await packets();
              await new Promise((resolve) => setTimeout(resolve, 1500));
              return (await packets()) === before;
            }
            """;

    private static final String HEARS = """
            async (name) => {
              const tile = [...document.querySelectorAll('[data-user]')].find((tile) => tile.dataset.user === name);
              const track = tile?.querySelector('video')?.srcObject?.getAudioTracks()[0];
              if (!track) return false;
              const energy = async () => {
                for (const peer of window.peers)
                  for (const report of (await peer.getStats()).values())
                    if (report.type === 'inbound-rtp' && report.trackIdentifier === track.id) return report.totalAudioEnergy;
                return 0;
              };
              const before = await energy();
              for (const end = performance.now() + 1200; performance.now() < end; ) {
                await new Promise((resolve) => setTimeout(resolve, 100));
                if ((await energy()) > before) return true;
              }
              return false;
            }
            """;

    final BrowserContext profile;
    final Page page;

    private Visitor(BrowserContext profile) {
        this.profile = profile;
        profile.addInitScript(REMEMBER_PEERS);
        profile.addInitScript(CHEAP_DEVICES);
        profile.setDefaultTimeout(PATIENCE_MS);
        this.page = profile.newPage();
    }

    private Visitor(BrowserContext profile, Page page) {
        this.profile = profile;
        this.page = page;
    }

    /** Somebody whose browser gives the page camera and microphone. */
    static Visitor arrive(Chromium chromium, String site) {
        Visitor visitor = new Visitor(chromium.person(options(site).setPermissions(List.of("camera", "microphone"))));
        visitor.page.navigate("/");
        return visitor;
    }

    /** Somebody whose browser asks about camera and microphone, and who says no. */
    static Visitor arriveShy(Chromium chromium, String site) {
        Visitor visitor = new Visitor(chromium.person(options(site)));
        visitor.page.navigate("/");
        return visitor;
    }

    private static Browser.NewContextOptions options(String site) {
        return new Browser.NewContextOptions().setBaseURL(site).setIgnoreHTTPSErrors(true);
    }

    /** Another tab of the same browser. */
    Visitor newTab(String path) {
        Visitor tab = new Visitor(profile, profile.newPage());
        tab.page.navigate(path);
        return tab;
    }

    /** From the next page on. */
    void hasNoCamera() {
        profile.addInitScript("""
                const devices = navigator.mediaDevices;
                const ask = devices.getUserMedia.bind(devices);
                devices.getUserMedia = (wanted) =>
                  wanted.video ? Promise.reject(new DOMException('no camera', 'NotFoundError')) : ask(wanted);
                """);
        page.reload();
    }

    Visitor saysName(String name) {
        page.getByLabel("Your name").fill(name);
        button("Set name").click();
        return this;
    }

    Visitor creates(String room) {
        page.getByLabel("Room name").fill(room);
        button("Create room").click();
        return comesIn();
    }

    Visitor joins(String room) {
        page.locator("[data-room='" + room + "']").getByRole(AriaRole.BUTTON).click();
        return comesIn();
    }

    /** Leaves the preview for the room. */
    Visitor comesIn() {
        page.locator("[data-phx-main].phx-connected").waitFor();
        button("Join now").click();
        return this;
    }

    void presses(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator tile(String name) {
        return page.locator("[data-user='" + name + "']");
    }

    /** Frames of the one video in that person's tile are being shown. */
    void sees(String name) {
        awaitTrue("sees", SEES, name);
    }

    /** That person's picture arrives in a width from {@code least} to {@code most} pixels. */
    void seesBetween(int least, int most, String name) {
        awaitTrue("sees in " + least + " to " + most + " pixels", WIDTH, List.of(name, least, most));
    }

    /** So many encodings of the camera are sent. */
    void sendsEncodings(int count) {
        awaitTrue("sends " + count + " encodings", SENDS, count);
    }

    /** Sound of that person arrives and is not silence. */
    void hears(String name) {
        awaitTrue("hears", HEARS, name);
    }

    /** That person is there, but not one packet of their sound arrives. */
    void hearsNothingOf(String name) {
        awaitTrue("hears nothing of", HEARS_NOT, name);
    }

    /** The page answers true to a question in JavaScript, sooner or later. */
    void awaits(String what, String question) {
        awaits(what, question, "");
    }

    void awaits(String what, String question, Object argument) {
        awaitTrue(what, question, argument);
    }

    void seesAndHears(String... names) {
        for (String name : names) {
            sees(name);
            hears(name);
        }
    }

    void seesNobodyElseThan(String... names) {
        assertThat(page.locator("[data-user]")).hasCount(names.length);
        for (String name : names) {
            assertThat(tile(name)).hasCount(1);
        }
    }

    void reads(String text) {
        assertThat(page.getByText(text)).isVisible();
    }

    @Override
    public void close() {
        profile.close();
    }

    /** Asks again and again, since {@code waitForFunction} takes a promise for an answer. */
    private void awaitTrue(String what, String question, Object name) {
        long deadline = System.nanoTime() + (long) (PATIENCE_MS * 1e6);
        while (!asks(question, name)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(page.url() + " never " + what + " " + name + "; the page reads: "
                        + page.locator("body").innerText());
            }
            page.waitForTimeout(50);
        }
    }

    private boolean asks(String question, Object name) {
        try {
            return Boolean.TRUE.equals(page.evaluate(question, name));
        } catch (PlaywrightException navigating) {
            return false;
        }
    }
}
