package dev.roomjar.bench.room;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.roomjar.bench.load.Clip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Made {@code talk.ivf} and {@code talk-opus.ivf} among the resources, which {@link Clip} plays: two seconds of somebody who
 * talks, drawn by {@code make-clip.js} and encoded by Chromium (WebCodecs, real-time mode). Takes the folder to write to.
 */
final class MakeClip {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int FRAMES_PER_SECOND = 15;

    private MakeClip() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (Chromium chromium = Chromium.start();
                Page page = chromium.browser().newPage()) {
            // WebCodecs is for secure pages only, and an empty one has no origin.
            page.route("https://clip.test/", route -> route.fulfill(new Route.FulfillOptions().setBody("<p>")));
            page.navigate("https://clip.test/");
            Object made = page.evaluate(
                    Script.read("make-clip.js"),
                    Map.of(
                            "width",
                            WIDTH,
                            "height",
                            HEIGHT,
                            "fps",
                            FRAMES_PER_SECOND,
                            "seconds",
                            2,
                            "videoBitrate",
                            150_000,
                            "audioBitrate",
                            24_000));
            List<?> both = (List<?>) made;
            write(folder.resolve("talk.ivf"), Clip.ivf("VP80", WIDTH, HEIGHT, FRAMES_PER_SECOND, frames(both.get(0))));
            write(folder.resolve("talk-opus.ivf"), Clip.ivf("OPUS", 0, 0, 50, frames(both.get(1))));
        }
    }

    private static List<byte[]> frames(Object lists) {
        List<byte[]> frames = new ArrayList<>();
        for (Object list : (List<?>) lists) {
            List<?> numbers = (List<?>) list;
            byte[] frame = new byte[numbers.size()];
            for (int i = 0; i < frame.length; i++) {
                frame[i] = ((Number) numbers.get(i)).byteValue();
            }
            frames.add(frame);
        }
        return frames;
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        System.out.println(file + ": " + bytes.length + " bytes");
    }
}
