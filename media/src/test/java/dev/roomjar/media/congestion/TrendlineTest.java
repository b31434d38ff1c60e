package dev.roomjar.media.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrendlineTest {
    private static final double MILLIS = 1e-6;

    private final Trendline trendline = new Trendline();

    private record Group(double at, double delay) {}

    @Test
    void aQueueThatGrowsEvenlyHasItsSlope() {
        for (int i = 0; i < 200; i++) {
            trendline.add(0.5, 10 * i);
        }
        assertThat(trendline.slope()).isCloseTo(0.05, within(1e-3));
    }

    @Test
    void tooFewGroupsSayNothingNeitherDoGroupsOfOneMoment() {
        for (int i = 0; i < 19; i++) {
            trendline.add(1, 10 * i);
            assertThat(trendline.slope()).isZero();
        }
        trendline.reset();
        for (int i = 0; i < 100; i++) {
            trendline.add(1, 77);
            assertThat(trendline.slope()).isZero();
        }
    }

    /** However long it runs, whatever comes, and after a new beginning. */
    @Test
    void itIsTheLineThroughTheLatestGroups() {
        Random random = new Random(20_261_122);
        for (int round = 0; round < 3; round++) {
            List<Group> all = new ArrayList<>();
            double now = 1e9 * random.nextDouble();
            double sum = 0;
            double smoothed = 0;
            for (int i = 0; i < 20_000; i++) {
                double variation = random.nextGaussian() * (i % 1_000 < 100 ? 50 : 1);
                now += random.nextInt(50) == 0 ? random.nextInt(2_000) : 1 + random.nextInt(25);
                trendline.add(variation, now);
                sum += variation;
                smoothed = 0.9 * smoothed + 0.1 * sum;
                all.add(new Group(now, smoothed));
                assertThat(trendline.slope()).isCloseTo(line(all), within(MILLIS));
            }
            trendline.reset();
        }
    }

    /** Twenty groups, or as many as came within 600 ms up to 64; by the textbook. */
    private static double line(List<Group> all) {
        if (all.size() < 20) {
            return 0;
        }
        int size = 20;
        while (size < Math.min(all.size(), 64) && all.getLast().at - all.get(all.size() - size - 1).at < 600) {
            size++;
        }
        List<Group> latest = all.subList(all.size() - size, all.size());
        double at = latest.stream().mapToDouble(Group::at).average().orElseThrow();
        double delay = latest.stream().mapToDouble(Group::delay).average().orElseThrow();
        double numerator = latest.stream()
                .mapToDouble(group -> (group.at - at) * (group.delay - delay))
                .sum();
        double denominator =
                latest.stream().mapToDouble(group -> Math.pow(group.at - at, 2)).sum();
        return numerator / denominator;
    }
}
