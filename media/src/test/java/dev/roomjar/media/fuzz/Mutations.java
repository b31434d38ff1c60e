package dev.roomjar.media.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Damaged variants of good messages and plain noise, the same for the same seed: what the unit tests run through a fuzz body
 * when no fuzzer drives it.
 */
public final class Mutations {
    private static final int MAX_NOISE = 300;

    private Mutations() {}

    /** Calls the body {@code count} times; a failure names the input. */
    public static void run(long seed, int count, List<byte[]> good, Consumer<byte[]> body) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            byte[] input = next(random, good);
            try {
                body.accept(input.clone());
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", run " + i + ", input " + Arrays.toString(input), e);
            }
        }
    }

    private static byte[] next(SplittableRandom random, List<byte[]> good) {
        byte[] message = good.get(random.nextInt(good.size())).clone();
        return switch (random.nextInt(5)) {
            case 0 -> noise(random);
            case 1 -> Arrays.copyOf(message, random.nextInt(message.length + 1));
            case 2 -> Arrays.copyOf(message, message.length + random.nextInt(40));
            case 3 -> overwritten(random, message, 1 + random.nextInt(4));
            default -> overwritten(random, message, 1);
        };
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(MAX_NOISE)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] overwritten(SplittableRandom random, byte[] message, int places) {
        for (int i = 0; i < places; i++) {
            message[random.nextInt(message.length)] = (byte) random.nextInt();
        }
        return message;
    }
}
