package dev.roomjar.media.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.MediaSession;
import dev.roomjar.media.Publication;
import dev.roomjar.media.ReceiverListener.Mids;
import dev.roomjar.media.browser.BrowserEnd.Figures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real receiver is switched between a real publisher's layers by how large it shows the video. */
@Tag("browser")
class ChromiumLayersTest {
    private static final int SMALL = 320;
    private static final int LARGE = 1280;
    private static final int TIMES = 3;

    private static BrowserStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = BrowserStage.start();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @AfterEach
    void closePages() {
        stage.closePages();
    }

    @ParameterizedTest
    @CsvSource({"video/H264,''", "video/VP8,''", "video/VP9,L3T3_KEY", "video/AV1,L2T2"})
    void aReceiverIsSwitchedDownAndUpWithoutAFreeze(String mimeType, String scalabilityMode) throws Exception {
        MediaSession session = stage.openSession();
        BrowserEnd publisher = stage.page();
        BrowserEnd receiver = stage.page();
        Publication publication = publisher.publishLayers(session, mimeType, scalabilityMode);
        Mids mids = receiver.subscribe(session, publication);

        Figures first = await(receiver, mids, 1_000, LARGE, 0, "the large picture at first");
        Figures whole = await(receiver, mids, 1_000, LARGE, first.frames() + 10, "the large picture for a while");
        long sentBefore = publisher.framesSent();
        Figures moving = await(receiver, mids, 1_000, LARGE, whole.frames() + 30, "all temporal layers");
        // In a scalable stream Chromium counts a picture once for each of its spatial layers.
        int spatialLayers = scalabilityMode.isEmpty() ? 1 : scalabilityMode.charAt(1) - '0';
        long sent = (publisher.framesSent() - sentBefore) / spatialLayers;
        assertThat(moving.frames() - whole.frames())
                .as("of %d pictures sent, one temporal layer missing would be half of them", sent)
                .isGreaterThan(sent * 7 / 10);
        assertThat(freezesOf(receiver, mids, moving))
                .as("freezes of each time that it was switched down and up: %s %s", mimeType, scalabilityMode)
                .contains(0);
        session.close();
    }

    /** How often it froze each time; no more times than it takes to see one without, for a busy machine stops pictures too. */
    private static List<Integer> freezesOf(BrowserEnd receiver, Mids mids, Figures first) {
        List<Integer> freezes = new ArrayList<>();
        while (freezes.size() < TIMES && !freezes.contains(0)) {
            freezes.add(freezesOnce(receiver, mids, first.width()));
        }
        return freezes;
    }

    private static int freezesOnce(BrowserEnd receiver, Mids mids, int width) {
        Figures before = receiver.figures("receiver", mids.videoMid());
        receiver.wish(mids, SMALL);
        Figures small = await(receiver, mids, 0, 640, before.frames(), "a small one after a wish");
        Figures smallLater = await(receiver, mids, 0, 640, small.frames() + 15, "frames of the small one");
        receiver.wish(mids, LARGE);
        Figures large = await(receiver, mids, width, LARGE, smallLater.frames(), "the large one again");
        Figures last = await(receiver, mids, width, LARGE, large.frames() + 15, "frames of the large one");
        assertThat(small.width()).isLessThan(width);
        return last.freezes() - before.freezes();
    }

    private static Figures await(BrowserEnd receiver, Mids mids, int minWidth, int maxWidth, long frames, String what) {
        assertThat(receiver.await(() -> {
                    Figures now = receiver.figures("receiver", mids.videoMid());
                    return now.width() >= Math.max(1, minWidth) && now.width() <= maxWidth && now.frames() > frames;
                }))
                .as("%s: %s", what, receiver.figures("receiver", mids.videoMid()))
                .isTrue();
        return receiver.figures("receiver", mids.videoMid());
    }
}
