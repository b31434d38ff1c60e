package dev.roomjar.app.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The operator's page beside a call between two real browsers. */
@Timeout(120)
class DashboardTest {
    private static final Pattern RATE = Pattern.compile("[1-9][\\d.,]* [kM]bit/s");

    @Test
    void anOperatorSeesWhatFlowsAndRemovesAPerson(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data)) {
            Visitor ana = Visitor.arrive(chromium, server.http())
                    .saysName("Ana Lindqvist")
                    .creates("Physics, year 7");
            Visitor ben =
                    Visitor.arrive(chromium, server.http()).saysName("Ben").joins("Physics, year 7");
            ana.sees("Ben");
            ben.sees("Ana Lindqvist");

            Visitor operator = Visitor.arriveShy(chromium, server.http());
            Page page = operator.page;
            page.navigate("/dashboard");
            picture(page, "sign-in");
            page.getByLabel("Password").fill(server.dashboardPassword());
            operator.presses("Sign in");
            Locator room = page.locator("[data-room='Physics, year 7']");
            assertThat(room.locator("td").nth(2)).hasText(RATE);
            picture(page, "overview");

            room.getByRole(AriaRole.LINK).click();
            Locator row = page.locator("[data-person=Ben]");
            assertThat(row.locator("td").nth(1)).hasText(RATE);
            assertThat(row.locator("td").nth(3)).hasText(RATE);
            assertThat(row.locator("td").nth(6)).hasText(Pattern.compile("\\d+ ms"));
            picture(page, "room");

            row.getByRole(AriaRole.LINK).click();
            assertThat(page.locator(".stream tbody th").first()).hasText(Pattern.compile("\\d{3,4} × \\d{3}"));
            picture(page, "person");
            operator.presses("Remove this person…");
            picture(page, "question");
            operator.presses("Remove");

            ana.seesNobodyElseThan("Ana Lindqvist");
            assertThat(ben.page.locator("body")).containsText("removed");
        }
    }

    /** Only where somebody wants to look at them. */
    private static void picture(Page page, String name) {
        String folder = System.getProperty("pictures");
        if (folder == null) {
            return;
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : List.of(1280, 390)) {
                page.setViewportSize(width, width == 390 ? 844 : 800);
                page.waitForTimeout(200);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                folder, name + "-" + width + (scheme == ColorScheme.DARK ? "-dark" : "") + ".png")));
            }
        }
        page.setViewportSize(1280, 800);
    }
}
