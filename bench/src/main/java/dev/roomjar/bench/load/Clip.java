package dev.roomjar.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Encoded frames that a browser can decode: VP8, the first a keyframe, and Opus of 20 ms each. Both are kept as IVF, a header of
 * 32 bytes and before each frame twelve, four of length and eight of time; for Opus that is nobody's standard, but one reader.
 *
 * @param framesPerSecond of the video
 */
public record Clip(int framesPerSecond, List<byte[]> video, List<byte[]> sound) {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 12;
    private static final int RATE = 16;

    /** Two seconds of somebody who talks, 320 × 180 at 15 frames per second. */
    public static Clip talk() {
        byte[] video = read("talk.ivf");
        return new Clip(little(video).getInt(RATE), frames(video), frames(read("talk-opus.ivf")));
    }

    private static byte[] read(String name) {
        try (InputStream resource = Objects.requireNonNull(Clip.class.getResourceAsStream(name), name)) {
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<byte[]> frames(byte[] ivf) {
        ByteBuffer buffer = little(ivf).position(HEADER);
        List<byte[]> frames = new ArrayList<>();
        while (buffer.hasRemaining()) {
            byte[] frame = new byte[buffer.getInt()];
            long ignored = buffer.getLong();
            buffer.get(frame);
            frames.add(frame);
        }
        return List.copyOf(frames);
    }

    /** Frames as an IVF file. */
    public static byte[] ivf(String codec, int width, int height, int framesPerSecond, List<byte[]> frames) {
        int size =
                frames.stream().mapToInt(frame -> FRAME_HEADER + frame.length).sum();
        byte[] file = new byte[HEADER + size];
        ByteBuffer buffer = little(file);
        buffer.put("DKIF".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 0)
                .putShort((short) HEADER);
        buffer.put(codec.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) width)
                .putShort((short) height);
        buffer.putInt(framesPerSecond).putInt(1).putInt(frames.size()).putInt(0);
        for (int i = 0; i < frames.size(); i++) {
            buffer.putInt(frames.get(i).length).putLong(i).put(frames.get(i));
        }
        return file;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
