package dev.roomjar.app.server;

import dev.roomjar.media.congestion.BandwidthLimits;
import picocli.CommandLine.Option;

/** The options about what each browser is sent. */
final class ReceiverOptions {

    @Option(
            names = "--start-bitrate",
            paramLabel = "KBIT",
            defaultValue = "600",
            converter = WholeNumber.Bitrate.class,
            description = "What a browser is sent at most before it is known how much reaches it, in kbit/s (default:"
                    + " 600).")
    int startBitrate;

    @Option(
            names = "--max-bitrate",
            paramLabel = "KBIT",
            defaultValue = "30000",
            converter = WholeNumber.Bitrate.class,
            description = "What one browser is ever sent at most, in kbit/s (default: 30000).")
    int maxBitrate;

    @Option(
            names = "--max-voices",
            paramLabel = "N",
            defaultValue = "10",
            converter = WholeNumber.Count.class,
            description = "Of how many people in a room the sound is passed on at once, those who speak or spoke last"
                    + " (default: 10).")
    int maxVoices;

    BandwidthLimits bandwidth() {
        if (startBitrate > maxBitrate) {
            throw new UserError("The setting start-bitrate (" + startBitrate + " kbit/s) is above max-bitrate ("
                    + maxBitrate + " kbit/s): lower the one or raise the other.");
        }
        return new BandwidthLimits(BandwidthLimits.DEFAULT.minimum(), startBitrate * 1_000L, maxBitrate * 1_000L);
    }
}
