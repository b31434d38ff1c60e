package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.testing.BadNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call over a network that becomes narrow, and wide again: pictures become smaller and large again, and never stop. */
@Tag("browser")
@Tag("alone")
@Timeout(180)
class AdaptingCallTest {
    /** What the browser says of the video that it receives from the person. */
    private static final String VIDEO = """
            async (name) => {
              const tile = [...document.querySelectorAll('[data-user]')].find((tile) => tile.dataset.user === name);
              const track = tile.querySelector('video').srcObject.getVideoTracks()[0];
              for (const peer of window.peers)
                for (const report of (await peer.getStats()).values())
                  if (report.type === 'inbound-rtp' && report.trackIdentifier === track.id)
                    return { width: report.frameWidth ?? 0, frames: report.framesDecoded, freezes: report.freezeCount,
                             frozenMs: Math.round(1000 * report.totalFreezesDuration) };
              return { width: 0, frames: 0, freezes: 0, frozenMs: 0 };
            }
            """;

    private record Video(int width, int frames, int freezes, int frozenMs) {
        static Video of(Visitor viewer, String name) {
            Map<?, ?> report = (Map<?, ?>) viewer.page.evaluate(VIDEO, name);
            return new Video(
                    number(report, "width"),
                    number(report, "frames"),
                    number(report, "freezes"),
                    number(report, "frozenMs"));
        }

        private static int number(Map<?, ?> report, String key) {
            return report.get(key) instanceof Number number ? number.intValue() : 0;
        }
    }

    @Test
    void thePictureFollowsTheNetwork(@TempDir Path data) throws IOException {
        try (BadNetworkCall call = BadNetworkCall.start(data)) {
            Visitor ana = call.ana;
            BadNetwork network = call.network;
            awaitWidth(ana, 480, 10_000, 30_000);
            // Until the estimate and what the tile makes use of are known.
            ana.page.waitForTimeout(6_000);
            int large = awaitWidth(ana, 480, 10_000, 30_000).width();

            network.limit(250_000, 300);
            Video narrow = awaitWidth(ana, 1, large - 1, 20_000);
            ana.page.waitForTimeout(8_000);
            Video after = Video.of(ana, "Ben");

            network.unlimit();
            Video again = awaitWidth(ana, large, 10_000, 30_000);

            System.out.printf(
                    "250 kbit/s (seed %d): %s, 8 s later %s, wide again %s; %d datagrams lost of %d%n",
                    BadNetworkCall.SEED, narrow, after, again, network.lost(), network.lost() + network.passed());
            assertThat(after.width()).isLessThan(large);
            assertThat(after.frames() - narrow.frames()).isGreaterThan(40);
            assertThat(after.frozenMs() - narrow.frozenMs()).as("of 8,000 ms").isLessThan(4_000);
            ana.hears("Ben");
        }
    }

    private static Video awaitWidth(Visitor viewer, int least, int most, int patienceMs) {
        Video seen = Video.of(viewer, "Ben");
        for (long end = System.nanoTime() + patienceMs * 1_000_000L; System.nanoTime() < end; ) {
            seen = Video.of(viewer, "Ben");
            if (seen.width() >= least && seen.width() <= most) {
                return seen;
            }
            viewer.page.waitForTimeout(100);
        }
        throw new AssertionError("Ben's picture is not " + least + " to " + most + " wide after " + patienceMs / 1000
                + " s but " + seen);
    }
}
