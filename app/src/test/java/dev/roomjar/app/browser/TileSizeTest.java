package dev.roomjar.app.browser;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A camera comes in the size in which it is shown, and in no size that nobody watches. */
@Tag("browser")
@Timeout(150)
class TileSizeTest {
    @Test
    void aSmallTileGetsASmallPictureAndALargeOneALarge(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                Visitor ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
                Visitor ben = Visitor.arrive(chromium, server.http()).saysName("Ben")) {
            ana.page.setViewportSize(1280, 800);
            ana.creates("Sizes");
            ben.joins("Sizes");
            ana.sees("Ben");
            ana.seesBetween(480, 640, "Ben");

            ana.page.setViewportSize(300, 480);
            ana.seesBetween(1, 330, "Ben");
            ben.sendsEncodings(1);
            ana.sees("Ben");

            ana.page.setViewportSize(1280, 800);
            ben.sendsEncodings(2);
            ana.seesBetween(480, 640, "Ben");
            ana.sees("Ben");
        }
    }
}
