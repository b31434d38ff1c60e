package dev.roomjar.media.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What holds for every division, tried on many random ones; a seed is in each message. */
class AllocatorPropertyTest {
    private static final int ROUNDS = 3_000;

    /** The same videos each time for the same seed. */
    private static Division random(long seed, boolean withPriorities) {
        Random random = new Random(seed);
        Division division = new Division();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            VideoDemand demand = division.add(layers(random));
            Priority priority = withPriorities && random.nextInt(4) == 0 ? Priority.HIGH : Priority.NORMAL;
            int size = random.nextInt(4) == 0 ? 0 : 100 + random.nextInt(1_500);
            int frameRate = random.nextInt(4) == 0 ? 1 + random.nextInt(30) : 0;
            demand.wishes(new Wishes(size, size * 3 / 4, frameRate, priority, random.nextInt(6) != 0));
            demand.on(random.nextInt(10) != 0);
        }
        return division;
    }

    private static FakeLayers layers(Random random) {
        long[] bits = new long[1 + random.nextInt(4)];
        long bitsPerSecond = 50_000L + random.nextInt(200_000);
        for (int i = 0; i < bits.length; i++) {
            bits[i] = random.nextInt(12) == 0 ? 0 : bitsPerSecond;
            bitsPerSecond *= 2 + random.nextInt(3);
        }
        FakeLayers layers = new FakeLayers(bits);
        layers.temporals = 1 + random.nextInt(4);
        return layers;
    }

    private static void each(BiConsumer<Long, Random> property) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            property.accept(seed, new Random(~seed));
        }
    }

    private static long budget(Random random) {
        return (long) Math.pow(10, 4 + 3.5 * random.nextDouble());
    }

    @Test
    void theBudgetIsKeptUnlessNothingButLowestLayersIsGiven() {
        each((seed, random) -> {
            Division division = random(seed, true);
            for (int run = 0; run < 5; run++) {
                long budget = budget(random);
                division.allocate(budget);
                boolean onlyLowest =
                        division.demands.stream().allMatch(demand -> demand.spatial() < 0 || demand.isAtLowest());
                assertThat(division.used()).as("seed %d", seed).isEqualTo(division.sum());
                assertThat(onlyLowest || division.sum() <= budget)
                        .as("seed %d: %d of %d", seed, division.sum(), budget)
                        .isTrue();
            }
        });
    }

    @Test
    void whatIsNotWatchedGetsNothing() {
        each((seed, random) -> {
            Division division = random(seed, true).allocate(budget(random));
            assertThat(division.demands)
                    .as("seed %d", seed)
                    .allMatch(demand -> demand.isWatched() || demand.spatial() == -1);
        });
    }

    @Test
    void moreBudgetIsNeverWorseForAnybodyOfTheSamePriority() {
        each((seed, random) -> {
            long budget = budget(random);
            long more = budget + budget(random);
            Division less = random(seed, false).allocate(budget);
            Division richer = random(seed, false).allocate(more);
            boolean allHadVideo = less.demands.stream().noneMatch(VideoDemand::isStarved);
            if (allHadVideo) {
                assertNoneWorse(seed, less.levels(), richer.levels());
            } else {
                assertThat(watched(richer)).as("seed %d", seed).containsAll(watched(less));
            }
        });
    }

    @Test
    void moreBudgetIsNeverWorseForHighPriority() {
        each((seed, random) -> {
            long budget = budget(random);
            Division less = random(seed, true).allocate(budget);
            Division richer = random(seed, true).allocate(budget * 2);
            if (less.demands.stream().noneMatch(VideoDemand::isStarved)) {
                assertNoneWorse(seed, highLevels(less), highLevels(richer));
            }
        });
    }

    @Test
    void highPriorityDoesNotCareForTheOthersBeyondTheirLowestLayer() {
        each((seed, random) -> {
            long budget = budget(random);
            Division division = random(seed, true).allocate(budget);
            Division others = random(seed, true);
            for (FakeLayers layers : others.layers) {
                VideoDemand demand = others.demands.get(others.layers.indexOf(layers));
                if (demand.wishes().priority() == Priority.NORMAL) {
                    // Only what is not the lowest layer grows dearer.
                    for (int i = lowest(layers) + 1; i < layers.bits.length; i++) {
                        layers.bits[i] *= 7;
                    }
                }
            }
            others.allocate(budget);
            assertThat(highLevels(others)).as("seed %d", seed).isEqualTo(highLevels(division));
        });
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        each((seed, random) -> {
            Division one = random(seed, true);
            Division other = random(seed, true);
            for (int run = 0; run < 3; run++) {
                long budget = budget(random);
                assertThat(one.allocate(budget))
                        .as("seed %d", seed)
                        .hasToString(other.allocate(budget).toString());
            }
        });
    }

    @Test
    void aSteadyBudgetGivesASteadyPicture() {
        each((seed, random) -> {
            long budget = budget(random);
            Division division = random(seed, true).allocate(budget).allocate(budget);
            String settled = division.toString();
            for (int run = 0; run < 3; run++) {
                assertThat(division.allocate(budget)).as("seed %d", seed).hasToString(settled);
            }
        });
    }

    private static int lowest(FakeLayers layers) {
        int lowest = 0;
        while (lowest < layers.bits.length - 1 && layers.bits[lowest] == 0) {
            lowest++;
        }
        return lowest;
    }

    private static void assertNoneWorse(long seed, List<Integer> less, List<Integer> richer) {
        for (int i = 0; i < less.size(); i++) {
            assertThat(richer.get(i))
                    .as("seed %d, video %d: %s, with more %s", seed, i, less, richer)
                    .isGreaterThanOrEqualTo(less.get(i));
        }
    }

    private static List<Integer> highLevels(Division division) {
        return division.demands.stream()
                .filter(demand -> demand.wishes().priority() == Priority.HIGH)
                .map(Division::level)
                .toList();
    }

    private static List<Integer> watched(Division division) {
        return division.demands.stream()
                .filter(demand -> demand.spatial() >= 0)
                .map(division.demands::indexOf)
                .toList();
    }
}
