package dev.roomjar.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.app.testing.BadNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A call over a network that loses every tenth datagram in both directions. */
@Tag("browser")
@Tag("alone")
@Timeout(150)
class LossyCallTest {
    /** Of the frames that were sent: some are lost, some are skipped on the way to the next that can be decoded. */
    private static final double MOST_OF_THEM = 0.7;

    /** For 30 seconds: the longest time without a new frame, and how many came in all. */
    private static final String WATCH = """
            async (name) => {
              const tile = [...document.querySelectorAll('[data-user]')].find((tile) => tile.dataset.user === name);
              const video = tile.querySelector('video');
              const frames = () => video.getVideoPlaybackQuality().totalVideoFrames;
              const first = frames();
              let last = first, since = performance.now(), longest = 0;
              for (const end = since + 30000; performance.now() < end; ) {
                await new Promise((next) => setTimeout(next, 100));
                const now = frames();
                if (now > last) { last = now; since = performance.now(); }
                longest = Math.max(longest, performance.now() - since);
              }
              return [longest, last - first];
            }
            """;

    /** How many frames the camera's best fed encoding has sent so far; a busy machine sends fewer than the camera takes. */
    private static final String SENT = """
            async () => {
              let sent = 0;
              for (const peer of window.peers)
                for (const report of (await peer.getStats()).values())
                  if (report.type === 'outbound-rtp' && report.kind === 'video') sent = Math.max(sent, report.framesSent ?? 0);
              return sent;
            }
            """;

    @Test
    void thirtySecondsWithTenPercentLossKeepDecoding(@TempDir Path data) throws IOException {
        try (BadNetworkCall call = BadNetworkCall.start(data)) {
            Visitor ana = call.ana;
            Visitor ben = call.ben;
            BadNetwork network = call.network;
            network.lose(0.1);
            int before = sent(ben);
            List<?> watched = (List<?>) ana.page.evaluate(WATCH, "Ben");

            double longestStillMs = ((Number) watched.get(0)).doubleValue();
            int frames = ((Number) watched.get(1)).intValue();
            int sent = sent(ben) - before;
            System.out.printf(
                    "10 %% loss for 30 s (seed %d): %d frames of %d, longest still picture %.0f ms, %d datagrams lost of %d%n",
                    BadNetworkCall.SEED,
                    frames,
                    sent,
                    longestStillMs,
                    network.lost(),
                    network.lost() + network.passed());
            assertThat(network.lost()).isGreaterThan(100);
            assertThat(longestStillMs).isLessThan(3_000);
            assertThat(sent).isGreaterThan(100);
            assertThat(frames).as("of %d sent", sent).isGreaterThan((int) (MOST_OF_THEM * sent));
            ana.hears("Ben");
            ben.seesAndHears("Ana");
        }
    }

    private static int sent(Visitor sender) {
        return ((Number) sender.page.evaluate(SENT)).intValue();
    }
}
