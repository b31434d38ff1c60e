package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.testing.StallingRelay;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network that is gone without a word: nobody closes anything, nothing arrives any more. */
@Tag("browser")
@Timeout(120)
class NetworkDropTest {

    @Test
    void whoLosesTheNetworkVanishesAndIsBackWithVideoWithoutReload(@TempDir Path data) {
        try (Chromium chromium = Chromium.start();
                Server server = new Server(data);
                StallingRelay cable = StallingRelay.to(server.port());
                Visitor ana = Visitor.arrive(chromium, server.http()).saysName("Ana");
                Visitor ben = Visitor.arrive(chromium, "http://localhost:" + cable.port())
                        .saysName("Ben")) {
            ana.creates("Tunnel");
            ben.joins("Tunnel");
            ana.sees("Ben");
            ben.seesAndHears("Ana");
            ben.page.evaluate("window.notReloaded = true");

            cable.cut();
            long cut = System.nanoTime();
            ana.seesNobodyElseThan("Ana");
            assertThat(System.nanoTime() - cut).isLessThan(TimeUnit.SECONDS.toNanos(25));
            assertThat(ben.tile("Ana").count()).as("nobody has told Ben's page").isEqualTo(1);

            cable.mend();
            ana.seesAndHears("Ben");
            ben.seesAndHears("Ana");
            ana.seesNobodyElseThan("Ana", "Ben");
            assertThat(ben.page.evaluate("window.notReloaded")).isEqualTo(true);
        }
    }
}
