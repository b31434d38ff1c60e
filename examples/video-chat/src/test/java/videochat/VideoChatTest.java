package videochat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.LiveViewTest;
import dev.roomjar.media.net.MediaConfig;
import dev.roomjar.media.net.MediaServers;
import dev.roomjar.opentok.OpenTok;
import dev.roomjar.opentok.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class VideoChatTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @Test
    void peopleMeetInARoomAndNobodyTakesANameFromAnother(@TempDir Path data) throws IOException {
        try (var media = MediaServers.start(MediaConfig.defaults());
                var openTok = OpenTok.create(Project.loadOrCreate(data), media)) {
            LiveRoutes routes = VideoChat.routes(new RoomMaster(openTok));
            try (var ann = LiveViewTest.of(routes);
                    var ben = LiveViewTest.of(routes);
                    var other = LiveViewTest.of(routes)) {
                LivePage annsPage = enter(ann, "Ann");
                LivePage bensPage = enter(ben, "Ben");
                annsPage.await(now -> now.texts("h2").equals(List.of("Ben")));
                assertThat(annsPage.hook("#publisher", "get_publish_info", Map.of())
                                .get("token"))
                        .isNotEmpty();

                LivePage turnedAway = enter(other, "Ann");
                assertThat(turnedAway.text("[role=alert]")).isEqualTo("Ann is in that room already.");
                assertThat(turnedAway.texts("li")).containsExactly("Physics");

                bensPage.close();
                annsPage.await(now -> !now.has("h2"));
            }
        }
    }

    private static LivePage enter(LiveViewTest visitor, String name) {
        LivePage page = visitor.open("/");
        page.submit("#name-form", Map.of("name", name));
        page.submit("#room-form", Map.of("room", "Physics"));
        return page;
    }

    @Test
    void twoBrowsersSeeEachOther(@TempDir Path data) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "Skipped: no " + CHROMIUM);
        String site = "http://localhost:" + VideoChat.start(data, 0).actualPort();
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--use-fake-device-for-media-stream",
                                    "--use-fake-ui-for-media-stream",
                                    "--allow-loopback-in-peer-connection",
                                    "--autoplay-policy=no-user-gesture-required")));
            Page ann = enter(chromium, site, "Ann");
            Page ben = enter(chromium, site, "Ben");

            ann.waitForFunction("document.querySelector('[id^=subscriber-] video')?.videoWidth > 0");
            ben.waitForFunction("document.querySelector('[id^=subscriber-] video')?.videoWidth > 0");
            ben.close();
            ann.waitForFunction("!document.querySelector('[id^=subscriber-]')");
        }
    }

    private static Page enter(Browser chromium, String site, String name) {
        Page page = chromium.newContext().newPage();
        page.setDefaultTimeout(30_000);
        page.navigate(site);
        page.getByLabel("Your name").fill(name);
        page.getByText("Set name").click();
        page.getByLabel("Room").fill("Physics");
        page.getByText("Enter").click();
        return page;
    }
}
